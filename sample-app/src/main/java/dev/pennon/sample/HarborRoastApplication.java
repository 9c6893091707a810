package dev.pennon.sample;

import java.nio.file.Path;
import java.util.Map;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The shop.
 */
@SpringBootApplication
public class HarborRoastApplication {

	/**
	 * Starts the shop.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		Path flagFile = FlagFile.find(Path.of(""));
		SpringApplication application = new SpringApplication(HarborRoastApplication.class);
		application.setDefaultProperties(Map.of("pennon.data-source.file.locations", flagFile.toUri().toString()));
		application.run(args);
	}

}
