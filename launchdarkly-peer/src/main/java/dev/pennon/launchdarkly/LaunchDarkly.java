package dev.pennon.launchdarkly;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Loads the LaunchDarkly Java SDK 5 with its Redis store and an old driver into a class
 * loader of their own, so that they are on nobody's class path.
 */
public final class LaunchDarkly implements AutoCloseable {

	private static final String ENTRY = "dev.pennon.launchdarkly.sdk.RedisSdk";

	private static final List<String> LIBRARIES = List.of("launchdarkly-java-server-sdk.jar",
			"launchdarkly-java-server-sdk-redis-store.jar", "jedis.jar", "commons-pool2.jar");

	private final Path directory;

	private final IsolatedClassLoader loader;

	private final PeerSdk sdk;

	private LaunchDarkly(Path directory, IsolatedClassLoader loader, PeerSdk sdk) {
		this.directory = directory;
		this.loader = loader;
		this.sdk = sdk;
	}

	/**
	 * Loads the SDK.
	 * @return the SDK, to be closed after its clients
	 */
	public static LaunchDarkly load() {
		try {
			Path directory = Files.createTempDirectory("pennon-launchdarkly");
			IsolatedClassLoader loader = new IsolatedClassLoader(copyLibraries(directory));
			return new LaunchDarkly(directory, loader, entry(loader));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static URL[] copyLibraries(Path directory) throws IOException {
		URL[] urls = new URL[LIBRARIES.size()];
		for (int i = 0; i < urls.length; i++) {
			String name = LIBRARIES.get(i);
			Path copy = directory.resolve(name);
			try (@Nullable
			InputStream library = LaunchDarkly.class.getResourceAsStream("libraries/" + name)) {
				if (library == null) {
					throw new IllegalStateException(
							"%s is missing; build the module launchdarkly-peer with Maven".formatted(name));
				}
				Files.copy(library, copy);
			}
			urls[i] = copy.toUri().toURL();
		}
		return urls;
	}

	private static PeerSdk entry(ClassLoader loader) {
		try {
			return Class.forName(ENTRY, true, loader).asSubclass(PeerSdk.class).getDeclaredConstructor().newInstance();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the SDK.
	 * @return always the same
	 */
	public PeerSdk sdk() {
		return this.sdk;
	}

	/**
	 * Closes the class loader and removes the copies of its libraries.
	 */
	@Override
	public void close() {
		try {
			this.loader.close();
			for (String name : LIBRARIES) {
				Files.deleteIfExists(this.directory.resolve(name));
			}
			Files.deleteIfExists(this.directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
