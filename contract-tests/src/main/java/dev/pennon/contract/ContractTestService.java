package dev.pennon.contract;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the test service.
 */
@SpringBootApplication(proxyBeanMethods = false)
public final class ContractTestService {

	private ContractTestService() {
	}

	/**
	 * Starts the service on port 8000 of the loopback interface, unless
	 * {@code --server.port} says otherwise.
	 * @param arguments properties of Spring Boot
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(ContractTestService.class, arguments);
	}

}
