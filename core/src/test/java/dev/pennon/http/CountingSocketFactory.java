package dev.pennon.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.SocketFactory;

/**
 * Makes sockets and knows which of them are open.
 */
public final class CountingSocketFactory extends SocketFactory {

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	public int openSockets() {
		return this.open.size();
	}

	@Override
	public Socket createSocket() {
		Socket socket = new Socket() {
			@Override
			public synchronized void close() throws IOException {
				super.close();
				CountingSocketFactory.this.open.remove(this);
			}
		};
		this.open.add(socket);
		return socket;
	}

	@Override
	public Socket createSocket(String host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress host, int port) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
		throw new UnsupportedOperationException();
	}

}
