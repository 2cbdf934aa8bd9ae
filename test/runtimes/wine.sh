#!/bin/sh
# Runs a program of Windows. Node fails at its start where its output is a pipe of Linux (EBADF), so it goes to a file.
output=$(mktemp)
wine "$@" >"$output" 2>&1 </dev/null
status=$?
cat "$output"
rm "$output"
exit $status
