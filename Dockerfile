# syntax=docker/dockerfile:1
# watcher as a service. Build: docker build -t watcher .   Run: see docs/deploying.md.

FROM python:3.11-slim-bookworm AS build
COPY --from=ghcr.io/astral-sh/uv:0.9.5 /uv /usr/local/bin/uv
ENV UV_COMPILE_BYTECODE=1 \
    UV_LINK_MODE=copy \
    UV_PROJECT_ENVIRONMENT=/opt/watcher \
    UV_PYTHON_DOWNLOADS=never
WORKDIR /src
# Dependencies first: they change less often than the code, and stay in the layer cache.
COPY pyproject.toml uv.lock README.md LICENSE ./
RUN uv sync --locked --no-dev --no-install-project --extra postgres --extra fulltext
COPY watcher ./watcher
RUN uv sync --locked --no-dev --no-editable --extra postgres --extra fulltext

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="watcher" \
      org.opencontainers.image.description="A news-monitoring daemon" \
      org.opencontainers.image.licenses="MIT"
RUN groupadd --system --gid 10001 watcher \
    && useradd --system --uid 10001 --gid watcher --home-dir /data --no-create-home --shell /usr/sbin/nologin watcher \
    && install -d -o watcher -g watcher /data /config
COPY --from=build /opt/watcher /opt/watcher
COPY --chown=watcher:watcher config /config
ENV PATH=/opt/watcher/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    WATCHER_CONFIG=/config \
    WATCHER_DATABASE_URL=sqlite:////data/watcher.db
USER watcher
WORKDIR /data
VOLUME ["/data", "/config"]
STOPSIGNAL SIGTERM
# `status` exits 1 where the service has not ticked lately: a process that hangs is as unhealthy as one that is gone.
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s --retries=3 CMD ["watcher", "--quiet", "status"]
ENTRYPOINT ["watcher"]
CMD ["run"]
