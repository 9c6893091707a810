package dev.pennon.launchdarkly;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;

import org.jspecify.annotations.Nullable;

/**
 * Sees the Java platform, the given libraries, this package, and its own copy of the
 * package that speaks to the libraries; nothing else of the class path.
 */
final class IsolatedClassLoader extends URLClassLoader {

	private static final String SHARED = "dev.pennon.launchdarkly.";

	private static final String OWN = SHARED + "sdk.";

	IsolatedClassLoader(URL[] libraries) {
		super("launchdarkly", libraries, ClassLoader.getPlatformClassLoader());
	}

	@Override
	protected Class<?> findClass(String name) throws ClassNotFoundException {
		if (name.startsWith(OWN)) {
			byte[] code = code(name);
			return defineClass(name, code, 0, code.length);
		}
		return name.startsWith(SHARED) ? Class.forName(name, false, IsolatedClassLoader.class.getClassLoader())
				: super.findClass(name);
	}

	private static byte[] code(String name) throws ClassNotFoundException {
		String resource = "/" + name.replace('.', '/') + ".class";
		try (@Nullable
		InputStream code = IsolatedClassLoader.class.getResourceAsStream(resource)) {
			if (code == null) {
				throw new ClassNotFoundException(name);
			}
			return code.readAllBytes();
		}
		catch (IOException ex) {
			throw new ClassNotFoundException(name, ex);
		}
	}

}
