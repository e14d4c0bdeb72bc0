-- What the terminal can show, from what a program is told about it.

local native = require "native"

local terminal = {}

local WIDTH, HEIGHT = 80, 20 -- of a picture that goes into a file

local ascii -- whether only ASCII can be shown, once it is known

local function find_ascii()
  if os.getenv "TERM" == "linux" then return true end
  for _, name in ipairs { "LC_ALL", "LC_CTYPE", "LANG" } do
    local locale = os.getenv(name)
    if locale and locale ~= "" then return not locale:upper():find "UTF%-?8" end
  end
  return true
end

-- Whether only ASCII can be shown: the locale is not one of UTF-8, or the terminal is the kernel's
-- own console, whose font has few signs. Asked once: the prompt changes the locale for readline.
function terminal.is_ascii()
  if ascii == nil then ascii = find_ascii() end
  return ascii
end

-- The size of a picture: as asked for; else what the window holds beside the prompt, in a shape
-- that reads well.
function terminal.size(options)
  local columns, rows = options.window_width, options.window_height
  if not columns then columns, rows = native.terminal_size() end
  local width = options.width or columns or WIDTH
  local height = options.height
  if not height then
    height = columns and math.min((rows or 24) - 3, math.max(HEIGHT, width * 22 // 100)) or HEIGHT
  end
  return math.max(width, 20), math.max(height, 6)
end

return terminal
