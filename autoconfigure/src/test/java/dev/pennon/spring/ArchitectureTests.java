package dev.pennon.spring;

import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.pennon.spring.autoconfigure.PennonProperties;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Spring Boot's own rules for auto-configurations, and ours for packages and metadata.
 */
class ArchitectureTests {

	private static final String IMPORTS = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("dev.pennon.spring");

	@Test
	void autoConfigurationsArePublicAndFinalAndSaySoInTheirName() {
		check(classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.andShould()
			.haveSimpleNameEndingWith("AutoConfiguration"));
	}

	@Test
	void beanMethodsArePackagePrivate() {
		check(methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate());
	}

	@Test
	void noBeanMethodDependsOnAClassThatMayBeAbsent() {
		check(methods().that().areAnnotatedWith(Bean.class).should().notBeAnnotatedWith(ConditionalOnClass.class));
	}

	@Test
	void noTwoPackagesUseEachOther() {
		check(slices().matching("dev.pennon.spring.(**)").should().beFreeOfCycles());
	}

	@Test
	void nobodyUsesJacksonTwo() {
		check(noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.databind.."));
	}

	@Test
	void everyPackageIsNullMarked() {
		check(classes().should()
			.resideInAnyPackage(CLASSES.stream()
				.filter((type) -> type.getPackage().isAnnotatedWith(NullMarked.class))
				.map(JavaClass::getPackageName)
				.distinct()
				.toArray(String[]::new)));
	}

	@Test
	void importsNameEveryAutoConfigurationInOrder() throws IOException {
		List<String> declared = CLASSES.stream()
			.filter((type) -> type.isAnnotatedWith(AutoConfiguration.class))
			.map(JavaClass::getName)
			.sorted()
			.toList();
		assertThat(read(IMPORTS).lines().toList()).isNotEmpty().isEqualTo(declared);
	}

	@Test
	void everyClassInSpringFactoriesExists() throws IOException {
		Properties factories = new Properties();
		factories.load(new StringReader(read("META-INF/spring.factories")));
		List<String> names = new ArrayList<>();
		for (String factory : factories.stringPropertyNames()) {
			names.add(factory);
			names.addAll(StringUtils.commaDelimitedListToSet(factories.getProperty(factory)));
		}
		assertThat(names).hasSizeGreaterThan(1)
			.allMatch((name) -> ClassUtils.isPresent(name, getClass().getClassLoader()));
	}

	@Test
	void everyFailureAnalyzerIsInSpringFactories() throws IOException {
		String factories = read("META-INF/spring.factories");
		check(classes().that()
			.haveSimpleNameEndingWith("FailureAnalyzer")
			.should(be(
					DescribedPredicate.describe("registered", (JavaClass type) -> factories.contains(type.getName()))))
			.andShould()
			.bePackagePrivate());
	}

	@Test
	void bothAnnotationProcessorsRan() {
		assertThat(file("META-INF/spring-configuration-metadata.json")).isNotEmptyFile();
		assertThat(file("META-INF/spring-autoconfigure-metadata.properties")).isNotEmptyFile();
	}

	@Test
	void everyPropertyHasADescriptionOfBootsForm() throws IOException {
		JsonNode metadata = JsonMapper.shared().readTree(read("META-INF/spring-configuration-metadata.json"));
		assertThat(metadata.path("properties")).isNotEmpty().allSatisfy((property) -> {
			String description = property.path("description").asString("");
			assertThat(description).as(property.path("name").asString())
				.isNotBlank()
				.endsWith(".")
				.doesNotStartWith("The ")
				.doesNotStartWith("A ");
			if (property.path("type").asString().equals("java.lang.Boolean")) {
				assertThat(description).as(property.path("name").asString()).startsWith("Whether ");
			}
		});
	}

	private static void check(ArchRule rule) {
		rule.check(CLASSES);
	}

	private static String read(String name) throws IOException {
		return Files.readString(file(name));
	}

	// Every jar has files of these names; these are the module's own.
	private static Path file(String name) {
		try {
			return Path.of(PennonProperties.class.getProtectionDomain().getCodeSource().getLocation().toURI())
				.resolve(name);
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
