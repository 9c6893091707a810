package dev.pennon.event;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.pennon.diagnostic.DiagnosticConfiguration;
import dev.pennon.diagnostic.DiagnosticDescription;
import dev.pennon.http.HttpConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What diagnostic events tell about the configuration of a client. Immutable. Holds no
 * credentials but the last few characters of the SDK key, which the service asks for.
 */
public final class DiagnosticProperties {

	/** Nothing is told. */
	public static final DiagnosticProperties NONE = new DiagnosticProperties(Map.of(), "", null);

	private static final Logger logger = LoggerFactory.getLogger(EventProcessor.class);

	private static final String CUSTOM = "custom";

	private final Map<DiagnosticProperty, Object> values;

	private final String sdkKeySuffix;

	private final @Nullable String wrapper;

	private DiagnosticProperties(Map<DiagnosticProperty, Object> values, String sdkKeySuffix,
			@Nullable String wrapper) {
		this.values = Collections.unmodifiableMap(values);
		this.sdkKeySuffix = sdkKeySuffix;
		this.wrapper = wrapper;
	}

	/**
	 * Returns these properties and another one.
	 * @param property the property
	 * @param value its value
	 * @return other properties
	 * @throws IllegalArgumentException if the property has values of another type
	 */
	public DiagnosticProperties with(DiagnosticProperty property, Object value) {
		if (!property.type().isInstance(value)) {
			throw new IllegalArgumentException("The diagnostic property '%s' must be a %s"
				.formatted(property.wireName(), property.type().getSimpleName()));
		}
		Map<DiagnosticProperty, Object> changed = new EnumMap<>(DiagnosticProperty.class);
		changed.putAll(this.values);
		changed.put(property, value);
		return new DiagnosticProperties(changed, this.sdkKeySuffix, this.wrapper);
	}

	/**
	 * Returns these properties and what there is to tell about requests.
	 * @param http how requests are made
	 * @return other properties
	 */
	public DiagnosticProperties with(HttpConfiguration http) {
		DiagnosticProperties changed = with(DiagnosticProperty.CONNECT_TIMEOUT_MILLIS, http.connectTimeout().toMillis())
			.with(DiagnosticProperty.SOCKET_TIMEOUT_MILLIS, http.readTimeout().toMillis())
			.with(DiagnosticProperty.USING_PROXY, http.proxy() != null)
			.with(DiagnosticProperty.USING_PROXY_AUTHENTICATOR,
					http.proxy() != null && http.proxy().username() != null);
		return new DiagnosticProperties(changed.values, http.sdkKeySuffix(), http.wrapper());
	}

	/**
	 * Returns these properties and the name of the store.
	 * @param store the store, which may be able to {@linkplain DiagnosticDescription
	 * describe} itself
	 * @param configuration what it may read for that
	 * @return other properties
	 */
	public DiagnosticProperties withStore(Object store, DiagnosticConfiguration configuration) {
		String name = null;
		try {
			if (store instanceof DiagnosticDescription description) {
				name = description.describeConfiguration(configuration);
			}
		}
		catch (RuntimeException ex) {
			notDescribed(store, ex);
		}
		return with(DiagnosticProperty.DATA_STORE_TYPE, (name != null) ? name : CUSTOM);
	}

	/**
	 * Returns these properties and the settings of the source of flags.
	 * @param source the source, which may be able to {@linkplain DiagnosticDescription
	 * describe} itself; what the service does not know is left out
	 * @param configuration what it may read for that
	 * @return other properties
	 */
	public DiagnosticProperties withSource(Object source, DiagnosticConfiguration configuration) {
		Map<String, Object> settings = Map.of();
		try {
			if (source instanceof DiagnosticDescription description) {
				settings = Map.copyOf(description.describeSettings(configuration));
			}
		}
		catch (RuntimeException ex) {
			notDescribed(source, ex);
		}
		DiagnosticProperties described = this;
		for (DiagnosticProperty property : DiagnosticProperty.values()) {
			Object value = settings.get(property.wireName());
			Object widened = (value instanceof Integer number) ? number.longValue() : value;
			if (property.type().isInstance(widened)) {
				described = described.with(property, widened);
			}
		}
		return described;
	}

	private static void notDescribed(Object component, RuntimeException failure) {
		logger.warn("{} cannot describe itself for diagnostic events, which go without", component.getClass().getName(),
				failure);
	}

	String sdkKeySuffix() {
		return this.sdkKeySuffix;
	}

	@Nullable String wrapper() {
		return this.wrapper;
	}

	void forEach(BiConsumer<DiagnosticProperty, Object> action) {
		this.values.forEach(action);
	}

}
