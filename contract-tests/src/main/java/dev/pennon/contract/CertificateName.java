package dev.pennon.contract;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Takes a certificate for a host if it names that host as its subject's common name, as
 * the harness's certificate does. Nobody does that any more, so the HTTP client rightly
 * refuses it. A certificate with alternative names is measured by those.
 */
final class CertificateName implements HostnameVerifier {

	private static final int DNS_NAME = 2;

	@Override
	public boolean verify(String host, SSLSession session) {
		try {
			X509Certificate certificate = (X509Certificate) session.getPeerCertificates()[0];
			Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
			return (alternatives != null) ? isAmong(alternatives, host) : isCommonName(certificate, host);
		}
		catch (SSLPeerUnverifiedException | CertificateParsingException | InvalidNameException ex) {
			return false;
		}
	}

	private static boolean isAmong(Collection<List<?>> alternatives, String host) {
		return alternatives.contains(List.of(DNS_NAME, host.toLowerCase(Locale.ROOT)));
	}

	private static boolean isCommonName(X509Certificate certificate, String host) throws InvalidNameException {
		for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
			if (part.getType().equalsIgnoreCase("CN") && host.equalsIgnoreCase(part.getValue().toString())) {
				return true;
			}
		}
		return false;
	}

}
