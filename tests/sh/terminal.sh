# A terminal for tests: the program runs in tmux, keys are typed, and what stands on the screen is
# looked at. Nothing waits for a fixed time: a loaded machine is only slower. To be read by a test
# with `.`, from the root of the repository; the test ends with `finish`.
command -v tmux >/dev/null || {
  echo "ok - ${0##*/} # SKIP no tmux"
  exit 0
}
failed=0
dir=$(mktemp -d)
session=0
columns=100
rows=50
options=
terminal() { tmux -L "indsats-test-$$-$session" -f /dev/null "$@" 2>/dev/null; }
trap 'terminal kill-server; rm -rf "$dir"' EXIT
unset TMUX

# open_terminal COMMAND: a fresh terminal of $columns by $rows in which the command runs.
open_terminal() {
  terminal kill-server
  session=$((session + 1)) # a server that is dying takes no sessions
  terminal new-session -d -x "$columns" -y "$rows" \
    "env HOME='$dir' XDG_STATE_HOME='$dir/state' LC_ALL=C.UTF-8 TERM=xterm $1"
}
# begin [NAME=VALUE...]: a fresh session of the prompt with its own home; $options are the program's.
begin() {
  open_terminal "$* '$INDSATS' $options; echo ended with \$?; exec sleep 60"
  sees "Ctrl-D leaves"
  settled # only then has it asked for brackets around what is pasted
}
screen() { terminal capture-pane -p; }
# sees TEXT...: wait until the screen holds each text, ten seconds at most.
sees() {
  for text in "$@"; do
    tries=0
    until screen | grep -qF -- "$text"; do
      tries=$((tries + 1))
      [ $tries -gt 200 ] && return 1
      sleep 0.05
    done
  done
}
# settled: wait for a fresh prompt on the last line.
settled() {
  tries=0
  until screen | grep -v '^$' | tail -n 1 | grep -qE '^>>? ?$'; do
    tries=$((tries + 1))
    [ $tries -gt 200 ] && return 1
    sleep 0.05
  done
}
keys() { terminal send-keys "$@"; }
# enter LINE: type it and wait for the answer. (tmux takes a semicolon at the end for its own.)
enter() {
  before=$(screen)
  case $1 in
  *\;) keys -l "${1%;}\;" ;;
  *) keys -l "$1" ;;
  esac
  keys Enter
  tries=0
  while [ "$(screen)" = "$before" ] && [ $tries -lt 200 ]; do
    tries=$((tries + 1))
    sleep 0.02
  done
  settled
}
clear_screen() {
  keys C-l
  settled
}
# claim NAME COMMAND...: ok when the command succeeds.
claim() {
  name=$1
  shift
  if "$@"; then
    echo "ok - $name"
  else
    failed=1
    echo "not ok - $name"
    screen | grep -v '^$' | sed 's/^/# /'
  fi
}
shows() { sees "$@"; }
# The last answer on the screen (the line before the prompt).
answer() { screen | grep -v '^$' | tail -n 2 | head -n 1; }
# answers TEXT: wait until the last answer is the text, ten seconds at most: the keys may still be on
# their way.
answers() {
  tries=0
  until [ "$(answer)" = "$1" ]; do
    tries=$((tries + 1))
    [ $tries -gt 200 ] && return 1
    sleep 0.05
  done
}

# lacks TEXT: the screen does not hold it.
lacks() {
  ! screen | grep -qF -- "$1"
}
# holds FILE TEXT: wait until the file holds the text.
holds() {
  tries=0
  until grep -qF -- "$2" "$1" 2>/dev/null; do
    tries=$((tries + 1))
    [ $tries -gt 200 ] && return 1
    sleep 0.05
  done
}
# paste FILE: as a terminal pastes it, in brackets where the program asked for them.
paste() {
  terminal load-buffer "$1"
  terminal paste-buffer -p
}
finish() {
  exit $failed
}
