// Starts Swagger UI on the element that names the document to show.
const root = document.getElementById("swagger-ui");

SwaggerUIBundle({ domNode: root, url: root.dataset.openapi, deepLinking: true });
