// Registers <kuajing-faq>. The only file of the widget with a side effect; a second copy on a page does nothing.
import { FaqElement } from "./faq-element.js";

if (!customElements.get("kuajing-faq")) customElements.define("kuajing-faq", FaqElement);
