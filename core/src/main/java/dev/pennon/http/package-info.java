/**
 * How Pennon talks HTTP. Application authors build an
 * {@link dev.pennon.http.HttpConfiguration} and {@link dev.pennon.http.ServiceEndpoints};
 * authors of plug-ins that ask a flag service something send their requests through the
 * client's {@link dev.pennon.http.HttpTransport}.
 */
@NullMarked
package dev.pennon.http;

import org.jspecify.annotations.NullMarked;
