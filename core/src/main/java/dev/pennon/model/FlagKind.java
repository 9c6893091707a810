package dev.pennon.model;

import java.util.Collection;
import java.util.List;

/**
 * Flags as a kind of item.
 */
final class FlagKind extends ItemKind<FeatureFlag, FlagProperties> {

	FlagKind() {
		super("features", "flags", "flag", 1);
	}

	@Override
	FlagProperties properties(String key) {
		return new FlagProperties(key);
	}

	@Override
	ItemParser<FlagProperties> parser(TokenReader tokens) {
		return new FlagParser(tokens);
	}

	@Override
	FeatureFlag compile(FlagProperties properties) {
		return new FeatureFlag(new FlagCompiler(properties));
	}

	@Override
	public Collection<String> dependencyKeys(FeatureFlag item) {
		return (item.firstPrerequisite() != null) ? item.prerequisites().stream().map(Prerequisite::key).toList()
				: List.of();
	}

}
