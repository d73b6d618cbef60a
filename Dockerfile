# The page with everything it can do; compose.yaml puts PostgreSQL and a Chroma server beside it.
FROM python:3.11-slim-bookworm AS build
# An index of CPU builds of torch, where the default one offers only the large CUDA builds.
ARG TORCH_INDEX=""
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE app.py ./
COPY ingest ./ingest
COPY index ./index
COPY assistant ./assistant
RUN python -m venv /opt/wenbao \
 && /opt/wenbao/bin/pip install --no-cache-dir ${TORCH_INDEX:+--extra-index-url "${TORCH_INDEX}"} \
    --constraint constraints.txt '.[cluster,mcp,ocr]'

FROM python:3.11-slim-bookworm
# More of Debian's packages, by their names: libreoffice-writer-nogui to read DOC files.
ARG PACKAGES=""
# Page pictures of PDF files that embed no fonts need a Chinese one. Debian keeps only the newest of a release: no pins.
# hadolint ignore=DL3008,SC2086
RUN apt-get update \
 && apt-get install -y --no-install-recommends fonts-noto-cjk ${PACKAGES} \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 10001 wenbao \
 && install --directory --owner wenbao /data
COPY --from=build /opt/wenbao /opt/wenbao
ENV PATH=/opt/wenbao/bin:$PATH \
    WENBAO_DATA=/data \
    WENBAO_HOST=0.0.0.0 \
    GRADIO_ANALYTICS_ENABLED=False \
    HF_HUB_OFFLINE=1
USER 10001
WORKDIR /home/wenbao
VOLUME /data
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/health', timeout=4)"]
CMD ["wenbao", "serve"]
