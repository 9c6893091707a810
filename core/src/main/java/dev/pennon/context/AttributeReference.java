package dev.pennon.context;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The name of a context attribute, or a path to a value inside one, such as
 * {@code /address/city}. References are equal if they lead to the same place: the path
 * {@code /name} equals the name {@code name}. Whoever makes one checks {@link #isValid}.
 */
public final class AttributeReference {

	private static final String[] NONE = {};

	private final String text;

	private final String[] components;

	private final @Nullable String error;

	private final BuiltInAttribute builtIn;

	private final @Nullable String customName;

	private AttributeReference(String text, @Nullable String error, String... components) {
		this.text = text;
		this.error = error;
		this.components = components;
		this.builtIn = (components.length == 1) ? BuiltInAttribute.of(components[0]) : BuiltInAttribute.NONE;
		this.customName = (components.length == 1 && this.builtIn == BuiltInAttribute.NONE) ? components[0] : null;
	}

	/**
	 * Reads a reference. Text that does not start with a slash is a plain name. In a
	 * path, {@code ~1} stands for a slash and {@code ~0} for a tilde. Never throws.
	 * @param path a name or a path
	 * @return the reference, which may be invalid
	 */
	public static AttributeReference fromPath(@Nullable String path) {
		if (path == null || path.isEmpty() || path.equals("/")) {
			return invalid((path != null) ? path : "", "is empty; give the name of an attribute");
		}
		if (path.charAt(0) != '/') {
			return fromLiteral(path);
		}
		List<String> components = new ArrayList<>();
		int start = 1;
		while (start <= path.length()) {
			int slash = path.indexOf('/', start);
			int end = (slash != -1) ? slash : path.length();
			if (start == end) {
				return invalid(path, "has an empty component; remove the doubled or trailing slash");
			}
			String component = unescape(path.substring(start, end));
			if (component == null) {
				return invalid(path, "has a '~' that is not followed by 0 or 1; write '~' as \"~0\"");
			}
			components.add(component);
			start = end + 1;
		}
		return valid(components.toArray(NONE));
	}

	/**
	 * Returns a reference to the attribute of exactly that name, whatever characters it
	 * has. Never throws.
	 * @param name the name
	 * @return the reference, which is invalid if the name is empty
	 */
	public static AttributeReference fromLiteral(@Nullable String name) {
		if (name == null || name.isEmpty()) {
			return invalid("", "is empty; give the name of an attribute");
		}
		return valid(name);
	}

	private static AttributeReference valid(String... components) {
		return new AttributeReference(render(components), null, components);
	}

	private static AttributeReference invalid(String text, String problem) {
		return new AttributeReference(text, "attribute reference \"%s\" %s".formatted(text, problem), NONE);
	}

	private static @Nullable String unescape(String component) {
		int tilde = component.indexOf('~');
		if (tilde == -1) {
			return component;
		}
		StringBuilder name = new StringBuilder(component.length());
		int start = 0;
		for (; tilde != -1; tilde = component.indexOf('~', start)) {
			char escaped = (tilde + 1 < component.length()) ? component.charAt(tilde + 1) : ' ';
			if (escaped != '0' && escaped != '1') {
				return null;
			}
			name.append(component, start, tilde).append((escaped == '0') ? '~' : '/');
			start = tilde + 2;
		}
		return name.append(component, start, component.length()).toString();
	}

	private static String render(String... components) {
		if (components.length == 1 && components[0].charAt(0) != '/') {
			return components[0];
		}
		StringBuilder path = new StringBuilder();
		for (String component : components) {
			path.append('/').append(component.replace("~", "~0").replace("/", "~1"));
		}
		return path.toString();
	}

	/**
	 * Returns whether this leads anywhere.
	 * @return false if there is an {@link #error}
	 */
	public boolean isValid() {
		return this.error == null;
	}

	/**
	 * Returns what is wrong with this reference.
	 * @return the reason with its remedy, or null if the reference is valid
	 */
	public @Nullable String error() {
		return this.error;
	}

	/**
	 * Returns how many components this has.
	 * @return 1 for a plain name, 0 if invalid
	 */
	public int depth() {
		return this.components.length;
	}

	/**
	 * Returns one component, unescaped.
	 * @param index its place, from 0
	 * @return the component
	 * @throws IndexOutOfBoundsException if there is none in that place
	 */
	public String component(int index) {
		return this.components[index];
	}

	BuiltInAttribute builtIn() {
		return this.builtIn;
	}

	/** The name of an attribute that is not built in; null for a path and for others. */
	@Nullable String customName() {
		return this.customName;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		// The text is canonical, and an invalid text is never the canonical one of a
		// valid reference
		return this == other || (other instanceof AttributeReference reference && this.text.equals(reference.text));
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/**
	 * Returns the canonical text of this reference, from which {@link #fromPath} makes an
	 * equal one. An invalid reference gives the text that it was made from.
	 * @return the text
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
