-- The only file that sets globals: what an analyst finds at the prompt and in a script.

local native = require "native"

missing = native.missing
period = native.period

local open = require "query.open"

read = open.read
frame = open.frame
help = require("query.help").show
