package dev.pennon;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.pennon.internal.concurrent.PennonThreadFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * What keeps the house standing: which package may use which, and what none may do.
 */
class ArchitectureTests {

	private static final String ROOT = "dev.pennon";

	/**
	 * The packages under the root by floor, the ground first. Each uses lower floors
	 * only.
	 */
	private static final List<Set<String>> FLOORS = List.of(
			// The rest of internal.* is on the ground, too
			Set.of("internal.collection", "internal.concurrent", "internal.json"),
			Set.of("context", "evaluation", "diagnostic", "http"), Set.of("store", "bigsegment"), Set.of("model"),
			Set.of("internal.evaluator", "datasource"),
			Set.of("datasource.file", "datasource.http", "datasource.testdata"), Set.of("hook", "migration"),
			Set.of("event"), Set.of(""));

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@TestFactory
	Stream<DynamicTest> packageUsesLowerFloorsOnly() {
		return packages().stream().map((name) -> dynamicTest(name, () -> {
			int floor = floor(name);
			noClasses().that()
				.resideInAPackage(name)
				.should()
				.dependOnClassesThat(are("on floor %d or above, outside of the package".formatted(floor),
						(target) -> isForbidden(name, floor, target)))
				.check(classes);
		}));
	}

	private static boolean isForbidden(String origin, int floor, JavaClass target) {
		String name = target.getPackageName();
		if (!isOurs(name) || name.equals(origin)) {
			return false;
		}
		// Which of the packages on the ground may use one another is a matter of cycles
		// alone
		return (floor > 0) ? floor(name) >= floor : floor(name) > 0;
	}

	private static int floor(String name) {
		String relative = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
		for (int floor = 0; floor < FLOORS.size(); floor++) {
			if (FLOORS.get(floor).contains(relative)) {
				return floor;
			}
		}
		assertThat(relative).as("a package that is on a floor, or below internal").startsWith("internal.");
		return 0;
	}

	@Test
	void noTwoPackagesUseEachOther() {
		slices().assignedFrom(new ByPackage()).should().beFreeOfCycles().check(classes);
	}

	@Test
	void nothingUsesSpringOrTheSecondJackson() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework..", "com.fasterxml.jackson.databind..",
					"com.fasterxml.jackson.dataformat..")
			.check(classes);
	}

	@Test
	void onlyOneClassCreatesThreads() {
		noClasses().that()
			.doNotHaveFullyQualifiedName(PennonThreadFactory.class.getName())
			.should()
			.callConstructorWhere(are("of threads or timers",
					(call) -> call.getTargetOwner().isAssignableTo(Thread.class)
							|| call.getTargetOwner().isAssignableTo("java.util.Timer")))
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.concurrent.Executors")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("java.util.concurrent.ForkJoinPool")
			.orShould()
			.callMethodWhere(are("that run something on a thread which is not ours",
					(call) -> isOnForeignThread(call.getTargetOwner(), call.getName(),
							call.getTarget().getRawParameterTypes().size())))
			.check(classes);
	}

	// Without an executor as the last argument these use a pool of the Java runtime
	private static boolean isOnForeignThread(JavaClass owner, String method, int parameters) {
		if (owner.isEquivalentTo(Thread.class)) {
			return method.startsWith("startVirtualThread") || method.startsWith("of");
		}
		return owner.isAssignableTo("java.util.concurrent.CompletableFuture") && switch (method) {
			case "supplyAsync", "runAsync" -> parameters == 1;
			case "orTimeout", "completeOnTimeout", "delayedExecutor" -> true;
			default -> false;
		};
	}

	@Test
	void staticFieldsAreFinal() {
		fields().that()
			.areStatic()
			.and(are("written by hand", (field) -> !isSynthetic(field)))
			.should()
			.beFinal()
			.check(classes);
	}

	private static boolean isSynthetic(JavaField field) {
		return field.getModifiers().contains(JavaModifier.SYNTHETIC);
	}

	@TestFactory
	Stream<DynamicTest> packageIsNullMarked() {
		return packages().stream()
			.map((name) -> dynamicTest(name,
					() -> assertThat(classes.getPackage(name).isAnnotatedWith(NullMarked.class)).isTrue()));
	}

	private static Set<String> packages() {
		Set<String> names = new TreeSet<>();
		classes.forEach((type) -> names.add(type.getPackageName()));
		return names;
	}

	private static boolean isOurs(String packageName) {
		return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
	}

	private static <T> DescribedPredicate<T> are(String description, Predicate<T> predicate) {
		return DescribedPredicate.describe(description, predicate);
	}

	private static final class ByPackage implements SliceAssignment {

		@Override
		public SliceIdentifier getIdentifierOf(JavaClass type) {
			return isOurs(type.getPackageName()) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
		}

		@Override
		public String getDescription() {
			return "packages";
		}

	}

}
