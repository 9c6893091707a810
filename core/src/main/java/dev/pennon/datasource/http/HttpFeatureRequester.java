package dev.pennon.datasource.http;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

import dev.pennon.datasource.FeatureRequester;
import dev.pennon.http.FlagService;
import dev.pennon.http.HttpCall;
import dev.pennon.http.HttpRequest;
import dev.pennon.http.HttpResponse;
import dev.pennon.http.HttpStatusException;
import dev.pennon.http.HttpTransport;
import dev.pennon.http.ServiceEndpoints;
import dev.pennon.model.FlagDataReader;
import dev.pennon.store.FullDataSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks the polling service for all data, unless it has not changed since: then the
 * service answers with status 304. What it sends is parsed while it arrives.
 * <p>
 * A volatile field carries the call that is under way to whoever cancels it; everything
 * else belongs to the thread that asks.
 */
public final class HttpFeatureRequester implements FeatureRequester {

	private static final String PATH = "/sdk/latest-all";

	private static final int OK = 200;

	private static final int NOT_MODIFIED = 304;

	private final HttpTransport transport;

	private final URI uri;

	private final FlagDataReader reader;

	private @Nullable String etag;

	private volatile @Nullable HttpCall call;

	/**
	 * Creates a requester.
	 * @param transport sends the requests; closed by whoever made it
	 * @param endpoints says where the polling service is
	 * @param payloadFilter the key of a payload filter, or null for all flags; one that
	 * is not legal is ignored with a warning
	 * @param keepJson whether items must remember the JSON that they came from, as
	 * {@link dev.pennon.store.FeatureStore#needsJson()} says
	 */
	public HttpFeatureRequester(HttpTransport transport, ServiceEndpoints endpoints, @Nullable String payloadFilter,
			boolean keepJson) {
		this.transport = transport;
		this.uri = PayloadFilter.uri(endpoints.uri(FlagService.POLLING), PATH, payloadFilter);
		this.reader = new FlagDataReader(keepJson);
	}

	@Override
	public Optional<FullDataSet> getAll() throws IOException {
		HttpRequest request = HttpRequest.get(this.uri);
		String known = this.etag;
		HttpCall asked = this.transport.newCall((known != null) ? request.header("If-None-Match", known) : request);
		this.call = asked;
		try (HttpResponse response = asked.execute()) {
			if (response.status() == NOT_MODIFIED && known != null) {
				return Optional.empty();
			}
			if (response.status() != OK) {
				throw new HttpStatusException(this.uri, response.status());
			}
			FullDataSet data = parse(new WatchedInput(response.body()));
			this.etag = response.header("ETag");
			return Optional.of(data);
		}
		finally {
			this.call = null;
		}
	}

	private FullDataSet parse(WatchedInput body) throws IOException {
		try {
			return this.reader.read(body);
		}
		catch (RuntimeException ex) {
			body.rethrowFailure();
			throw ex;
		}
	}

	@Override
	public void forget() {
		this.etag = null;
	}

	@Override
	public void cancel() {
		HttpCall running = this.call;
		if (running != null) {
			running.cancel();
		}
		this.transport.closeIdleConnections();
	}

	@Override
	public String toString() {
		return this.uri.toString();
	}

}
