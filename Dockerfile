# syntax=docker/dockerfile:1
ARG PYTHON_VERSION=3.12

FROM python:${PYTHON_VERSION}-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/kuajing
WORKDIR /src
# The requirements before the code, so that a change of code does not install them anew.
COPY requirements.txt ./
RUN /opt/kuajing/bin/pip install --quiet --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY migrations migrations
COPY app app
RUN /opt/kuajing/bin/pip install --quiet --no-index --no-deps --no-build-isolation . \
    && /opt/kuajing/bin/pip uninstall --quiet --yes setuptools pip

FROM python:${PYTHON_VERSION}-slim
LABEL org.opencontainers.image.title="Kuajing" \
      org.opencontainers.image.description="The multilingual knowledge base of cross-border e-commerce" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --system --gid 10001 kuajing \
    && useradd --system --uid 10001 --gid kuajing --home-dir /srv/kuajing --shell /usr/sbin/nologin kuajing \
    && install --directory --owner=kuajing --group=kuajing /srv/kuajing /srv/kuajing/var
COPY --from=build /opt/kuajing /opt/kuajing
WORKDIR /srv/kuajing
COPY data data
ENV PATH=/opt/kuajing/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    KUAJING_HOST=0.0.0.0 \
    KUAJING_PORT=8000
USER kuajing
VOLUME /srv/kuajing/var
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=3 CMD ["python", "-c", "\
import http.client, os, sys; \
node = http.client.HTTPConnection('127.0.0.1', int(os.environ['KUAJING_PORT']), timeout=2); \
node.request('GET', '/healthz'); \
sys.exit(node.getresponse().status != 200)"]
CMD ["kuajing", "serve"]
