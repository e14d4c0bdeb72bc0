-- The bytes of a whole file; nil and the system's word where it cannot be read (no such file, no
-- permission, a folder).
return function(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, message end
  local bytes, why = file:read "a"
  file:close()
  return bytes, why
end
