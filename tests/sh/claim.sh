# For the tests of this folder, which say `. tests/sh/claim.sh` from the root: a folder of their own
# in $dir, gone in the end, and what they claim counted in TAP. They close with `exit $failed`.
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
failed=0

# claim NAME COMMAND...: the command says whether it holds.
claim() {
  name=$1
  shift
  if "$@"; then
    echo "ok - $name"
  else
    failed=1
    echo "not ok - $name"
  fi
}
