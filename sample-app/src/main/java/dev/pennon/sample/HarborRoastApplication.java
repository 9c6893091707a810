package dev.pennon.sample;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

import dev.pennon.sample.seed.SeedCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The shop.
 */
@SpringBootApplication
public class HarborRoastApplication {

	/**
	 * Starts the shop; or, if the first argument is {@code seed}, fills Redis with
	 * readers of its newsletter instead.
	 * @param args Spring Boot's arguments
	 */
	public static void main(String[] args) {
		if (args.length > 0 && args[0].equals("seed")) {
			int status = SeedCommand.run(Arrays.copyOfRange(args, 1, args.length));
			if (status != SeedCommand.DONE) {
				System.exit(status);
			}
			return;
		}
		Path flagFile = FlagFile.find(Path.of(""));
		SpringApplication application = new SpringApplication(HarborRoastApplication.class);
		application.setDefaultProperties(Map.of("pennon.data-source.file.locations", flagFile.toUri().toString()));
		application.run(args);
	}

}
