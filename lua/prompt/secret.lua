-- Texts that hold a password or the like: they are kept neither in the history nor by :save.

local secret = {}

local words = { "token", "password", "passwd", "passphrase", "adgangskode", "kodeord", "secret",
  "api[_-]?key", "authorization", "credential" }

-- Whether `text` seems to hold a secret: a word for one, and after it a value.
function secret.is(text)
  local lower = text:lower()
  for _, word in ipairs(words) do
    if lower:find(word .. "[%w_]*[\"']?%]?%s*[=:(,]") or lower:find(word .. "[%w_]*%s+[\"']%S") then
      return true
    end
  end
  return lower:find "bearer%s+%S" ~= nil or lower:find "://[^/%s\"']*:[^/%s\"']*@" ~= nil
end

return secret
