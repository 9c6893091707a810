package dev.pennon.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;

import dev.pennon.context.EvaluationContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that no accessor of an item returns a type that may not be loaded yet, in which
 * case the just-in-time compiler would not inline the accessor.
 */
class ModelLoadingTests {

	private static final Set<String> PACKAGES = Set.of(FeatureFlag.class.getPackageName(),
			EvaluationContext.class.getPackageName());

	@Test
	void everythingThatAccessorsReturnIsLoadedWithTheKinds() throws Exception {
		OwnLoader loader = new OwnLoader();
		Class.forName(DataKinds.class.getName(), true, loader);
		Set<String> returned = returnedByAccessors(FeatureFlag.class, Segment.class);
		assertThat(returned).contains(Target.class.getName(), SegmentRule.class.getName());
		assertThat(returned).allMatch(loader::isLoaded, "is loaded");
	}

	@Test
	void classThatNobodyNamedIsNotLoaded() {
		assertThat(new OwnLoader().isLoaded(Target.class.getName())).isFalse();
	}

	private static Set<String> returnedByAccessors(Class<?>... items) {
		Set<String> found = new TreeSet<>();
		Deque<Class<?>> open = new ArrayDeque<>(Set.of(items));
		while (!open.isEmpty()) {
			for (Method method : open.remove().getMethods()) {
				Class<?> type = method.getReturnType();
				boolean accessor = method.getParameterCount() == 0;
				if (accessor && PACKAGES.contains(type.getPackageName()) && found.add(type.getName())) {
					open.add(type);
				}
			}
		}
		return found;
	}

	/** Defines the project's classes anew, and so loads them anew. */
	private static final class OwnLoader extends ClassLoader {

		OwnLoader() {
			super(ModelLoadingTests.class.getClassLoader());
		}

		boolean isLoaded(String name) {
			return findLoadedClass(name) != null;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (!name.startsWith("dev.pennon.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> loaded = findLoadedClass(name);
				return (loaded != null) ? loaded : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream input = getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (input == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] bytes = input.readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
