package dev.pennon.datasource.http;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateExpiredException;
import java.time.Instant;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

import dev.pennon.datasource.DataSourceErrorKind;
import dev.pennon.http.HttpStatusException;
import dev.pennon.store.InvalidItemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SourceFailureTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	@ParameterizedTest
	@ValueSource(ints = { 400, 408, 429, 500, 502, 503, 204, 301, 304 })
	void statusesThatMayPassAreExpected(int status) {
		SourceFailure failure = failure(new HttpStatusException(URI.create("http://relay/all"), status));

		assertThat(failure.unexpected()).isFalse();
		assertThat(failure.error().kind()).isEqualTo(DataSourceErrorKind.ERROR_RESPONSE);
		assertThat(failure.error().statusCode()).isEqualTo(status);
		assertThat(failure.error().isUnlikelyToHeal()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 402, 403, 404, 405, 407, 410, 422, 451 })
	void statusesThatSomeoneHasToMendAreUnexpected(int status) {
		SourceFailure failure = failure(new HttpStatusException(URI.create("http://relay/all"), status));

		assertThat(failure.unexpected()).isTrue();
		assertThat(failure.error().isUnlikelyToHeal()).isTrue();
	}

	@Test
	void theMessageForAStatusNamesThePlaceAndTheRemedy() {
		assertThat(failure(new HttpStatusException(URI.create("http://relay/all"), 401)).error().message())
			.isEqualTo("http://relay/all answered with HTTP status 401 (check the SDK key)");
	}

	@Test
	void aCertificateThatIsNotValidIsUnexpected() {
		SSLHandshakeException expired = new SSLHandshakeException("expired");
		expired.initCause(new CertificateExpiredException("NotAfter"));

		assertThat(failure(expired).unexpected()).isTrue();
		assertThat(failure(expired).error().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
		assertThat(failure(new SSLPeerUnverifiedException("other host")).unexpected()).isTrue();
	}

	@Test
	void otherTroubleWithTlsOrTheNetworkIsExpected() {
		assertThat(failure(new SSLException("closed")).unexpected()).isFalse();
		assertThat(failure(new SSLHandshakeException("no common protocol")).unexpected()).isFalse();
		assertThat(failure(new IOException("broken")).unexpected()).isFalse();
		SourceFailure unknownHost = failure(new UnknownHostException("nowhere"));
		assertThat(unknownHost.error().kind()).isEqualTo(DataSourceErrorKind.NETWORK_ERROR);
		assertThat(unknownHost.error().message())
			.isEqualTo("Could not get data from http://relay/all: UnknownHostException: nowhere");
	}

	@Test
	void dataThatIsNotValidSaysWhatIsWrong() {
		SourceFailure failure = failure(new InvalidItemException("flag 'a': 'on' is no boolean", null));

		assertThat(failure.unexpected()).isFalse();
		assertThat(failure.error().kind()).isEqualTo(DataSourceErrorKind.INVALID_DATA);
		assertThat(failure.error().message())
			.isEqualTo("Could not get data from http://relay/all: flag 'a': 'on' is no boolean");
	}

	@Test
	void anythingElseIsADefect() {
		SourceFailure failure = failure(new IllegalStateException("bug"));

		assertThat(failure.isDefect()).isTrue();
		assertThat(failure.unexpected()).isFalse();
	}

	private static SourceFailure failure(Throwable thrown) {
		return SourceFailure.of("http://relay/all", thrown, NOW);
	}

}
