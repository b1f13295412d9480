#!/bin/sh
# Makes .venv and installs what `make site` or `make test` needs; does nothing if all of it is there.
set -eu
cd "$(dirname "$0")/.."

SUPPORTED='import sys; sys.exit(sys.version_info < (3, 11))'

say() {
    printf '%s\n' "$@" >&2
}

# Runs a command as root, if that is possible without asking for a password.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# Installs Debian packages quietly; fails if this user may not, or if there is no apt-get.
debian_install() {
    command -v apt-get >/dev/null && as_root true 2>/dev/null || return 1
    say "Cài $* … / Installing $* …"
    install="env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends"
    as_root $install "$@" >/dev/null 2>&1 && return
    as_root apt-get update -qq >/dev/null 2>&1 && as_root $install "$@" >/dev/null
}

interpreter() {
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c "$SUPPORTED" 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    say "Cần Python 3.11 trở lên. / Python 3.11 or newer is needed." "    sudo apt-get install python3 python3-venv"
    return 1
}

environment_works() {
    .venv/bin/python -c "$SUPPORTED" 2>/dev/null && .venv/bin/python -m pip --version >/dev/null 2>&1
}

make_environment() {
    rm -rf .venv
    "$1" -m venv .venv >/dev/null 2>&1 && environment_works
}

# Debian keeps what `python3 -m venv` needs in a package of its own.
provide_environment() {
    environment_works && return
    python=$(interpreter)
    say "Tạo môi trường Python trong .venv … / Making the Python environment …"
    make_environment "$python" && return
    debian_install "$python-venv" && make_environment "$python" && return
    rm -rf .venv
    say "Không tạo được môi trường Python. Hãy gõ / The Python environment cannot be made. Please type:" \
        "    sudo apt-get update && sudo apt-get install -y $python-venv" "rồi chạy lại / then run again."
    return 1
}

provide_libraries() {
    lock=$1 installed=.venv/installed-$1
    cmp -s "$lock" "$installed" && return
    say "Cài thư viện theo $lock … / Installing the libraries in $lock …"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes --requirement "$lock"
    cp "$lock" "$installed"
}

has_browser() {
    [ -x /usr/bin/chromium ] && [ -x /usr/bin/chromedriver ]
}

provide_browser() {
    has_browser && return
    debian_install chromium chromium-driver && has_browser && return
    say "Không có Chromium: bỏ qua tests/browser. / No Chromium: tests/browser is skipped. To run it:" \
        "    sudo apt-get install -y --no-install-recommends chromium chromium-driver"
    [ "${CI:-}" != true ]
}

has_checkers() {
    cmp -s tools/package-lock.json .venv/node/package-lock.json && [ -d .venv/node/node_modules/vnu-jar ] &&
        command -v java >/dev/null
}

# npm is asked for only where it is missing: a machine may have one that Debian's would not go with.
install_checkers() {
    command -v java >/dev/null || debian_install default-jre-headless || return 1
    command -v npm >/dev/null || debian_install npm || return 1
    say "Cài công cụ kiểm tra trang … / Installing the page checkers …"
    mkdir -p .venv/node && cp tools/package.json tools/package-lock.json .venv/node/
    npm ci --prefix .venv/node --ignore-scripts --no-audit --no-fund --silent >/dev/null 2>&1
}

provide_checkers() {
    has_checkers && return
    install_checkers && has_checkers && return
    rm -rf .venv/node
    say "Không có công cụ kiểm tra trang: bỏ qua. / No page checkers: their tests are skipped. To run them:" \
        "    sudo apt-get install -y --no-install-recommends default-jre-headless npm"
    [ "${CI:-}" != true ]
}

has_servers() {
    [ -x /usr/sbin/nginx ] && [ -x /usr/sbin/apache2 ]
}

# Debian starts nginx once it is installed; here only its program is wanted. Apache's comes without a service.
install_servers() {
    [ -x /usr/sbin/nginx ] || {
        debian_install nginx-light || return 1
        as_root systemctl disable --now nginx >/dev/null 2>&1 || true
    }
    [ -x /usr/sbin/apache2 ] || debian_install apache2-bin
}

provide_servers() {
    has_servers && return
    install_servers && has_servers && return
    say "Không có nginx và Apache: bỏ qua tests/test_serving.py. / No nginx and Apache: their tests are skipped." \
        "    sudo apt-get install -y --no-install-recommends nginx-light apache2-bin"
    [ "${CI:-}" != true ]
}

provide_environment
case $1 in
site)
    provide_libraries requirements.lock
    ;;
test)
    provide_libraries requirements-test.lock
    provide_browser
    provide_checkers
    provide_servers
    ;;
esac
