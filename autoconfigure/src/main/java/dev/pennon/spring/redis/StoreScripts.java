package dev.pennon.spring.redis;

import org.springframework.data.redis.connection.ReturnType;

/**
 * What happens inside the server, each as one step that no other command interrupts.
 */
final class StoreScripts {

	/**
	 * Finds the version of an item and compares it. cjson has only doubles, which are
	 * exact below 2^53; beyond, and where cjson gives up on deep nesting, the digits of
	 * the property in the outermost object are taken. What is not an item has no version
	 * and gives way to everything.
	 */
	private static final String VERSIONS = """
			local function scan(json)
			  local depth, i = 0, 1
			  while true do
			    i = string.find(json, '["{}%[%]]', i)
			    if not i then return nil end
			    local c = string.sub(json, i, i)
			    if c == '"' then
			      local j = i + 1
			      while true do
			        j = string.find(json, '["\\\\]', j)
			        if not j then return nil end
			        if string.sub(json, j, j) == '"' then break end
			        j = j + 2
			      end
			      if depth == 1 and string.sub(json, i, j) == '"version"' then
			        local digits = string.match(json, '^%s*:%s*(%d+)', j + 1)
			        if digits then return digits end
			      end
			      i = j + 1
			    else
			      depth = depth + ((c == '{' or c == '[') and 1 or -1)
			      i = i + 1
			    end
			  end
			end
			local function version(json)
			  local ok, item = pcall(cjson.decode, json)
			  if not ok then
			    if string.find(tostring(item), 'nested') then return scan(json) end
			    return nil
			  end
			  if type(item) ~= 'table' or type(item.version) ~= 'number' then return nil end
			  if item.version >= 9007199254740992 then return scan(json) end
			  return string.format('%.0f', item.version)
			end
			local function older(a, b)
			  if #a < 16 and #b < 16 then return tonumber(a) < tonumber(b) end
			  return #a < #b or (#a == #b and a < b)
			end
			local function upsert(hash, field, new, json)
			  local old = redis.call('HGET', hash, field)
			  if old then
			    local v = version(old)
			    if v and not older(v, new) then return old end
			  end
			  redis.call('HSET', hash, field, json)
			  return false
			end
			""";

	/**
	 * KEYS: the hash. ARGV: field, version, JSON. Returns nil if it was written, else
	 * what is there.
	 */
	static final RedisScript UPSERT = new RedisScript(VERSIONS + """
			return upsert(KEYS[1], ARGV[1], ARGV[2], ARGV[3])
			""", ReturnType.VALUE);

	/**
	 * KEYS: the hashes. ARGV: for each hash the number of items, and field, version and
	 * JSON of each.
	 */
	static final RedisScript MERGE = new RedisScript(VERSIONS + """
			local a = 1
			for k = 1, #KEYS do
			  local count = tonumber(ARGV[a])
			  a = a + 1
			  for _ = 1, count do
			    upsert(KEYS[k], ARGV[a], ARGV[a + 1], ARGV[a + 2])
			    a = a + 3
			  end
			end
			return 1
			""", ReturnType.INTEGER);

	/**
	 * KEYS: the hashes, then the initialized mark. ARGV: for each hash the number of
	 * items, and field and JSON of each. Lua's stack takes some thousand arguments.
	 */
	static final RedisScript INIT = new RedisScript("""
			local a = 1
			for k = 1, #KEYS - 1 do
			  local last = a + 2 * tonumber(ARGV[a])
			  a = a + 1
			  redis.call('DEL', KEYS[k])
			  while a <= last do
			    local to = math.min(a + 999, last)
			    redis.call('HSET', KEYS[k], unpack(ARGV, a, to))
			    a = to + 1
			  end
			end
			redis.call('SET', KEYS[#KEYS], '')
			return 1
			""", ReturnType.INTEGER);

	/**
	 * KEYS: the hashes, then the initialized mark. ARGV: for each hash the number of
	 * items at least, the number of versions, and field and version of each. Returns 1 if
	 * everything is there.
	 */
	static final RedisScript HOLDS = new RedisScript(VERSIONS + """
			if redis.call('EXISTS', KEYS[#KEYS]) == 0 then return 0 end
			local a = 1
			for k = 1, #KEYS - 1 do
			  if redis.call('HLEN', KEYS[k]) < tonumber(ARGV[a]) then return 0 end
			  local count = tonumber(ARGV[a + 1])
			  a = a + 2
			  for _ = 1, count do
			    local json = redis.call('HGET', KEYS[k], ARGV[a])
			    local v = json and version(json)
			    if not v or older(v, ARGV[a + 1]) then return 0 end
			    a = a + 2
			  end
			end
			return 1
			""", ReturnType.INTEGER);

	/** KEYS: a mark. ARGV: milliseconds. Returns nil if somebody else has set it. */
	static final RedisScript CLAIM = new RedisScript("""
			return redis.call('SET', KEYS[1], '', 'NX', 'PX', ARGV[1]) and 'claimed'
			""", ReturnType.VALUE);

	private StoreScripts() {
	}

}
