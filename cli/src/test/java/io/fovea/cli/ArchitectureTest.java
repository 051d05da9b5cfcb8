package io.fovea.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.fovea.model.Task;
import io.fovea.task.Job;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows between the modules run one way. Those between the rooms of runtime are tested there. */
class ArchitectureTest {
    private static final String[] RUNTIME = {
        "io.fovea",
        "io.fovea.graph..",
        "io.fovea.autodiff..",
        "io.fovea.session..",
        "io.fovea.image..",
        "io.fovea.page..",
        "io.fovea.bioimage..",
        "io.fovea.model..",
        "io.fovea.task..",
        "io.fovea.anatomy..",
        "io.fovea.linear..",
        "io.fovea.explain..",
        "io.fovea.concept..",
        "io.fovea.counterfactual..",
        "io.fovea.explore..",
        "io.fovea.stroke..",
        "io.fovea.batch..",
        "io.fovea.optimize..",
        "io.fovea.quantize..",
        "io.fovea.export..",
        "io.fovea.share..",
        "io.fovea.inspect.."
    };
    private static final String[] MODELS = {
        "io.fovea.layers..",
        "io.fovea.zoo..",
        "io.fovea.data..",
        "io.fovea.torch..",
        "io.fovea.report..",
        "io.fovea.recipe..",
        "io.fovea.score..",
        "io.fovea.fit..",
        "io.fovea.transfer..",
        "io.fovea.train..",
        "io.fovea.plan.."
    };
    private static final String[] PLUGIN = {"io.fovea.imagej..", "io.fovea.command.."};

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fovea");

    @Test
    void modulesDependOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("runtime")
                .definedBy(RUNTIME)
                .layer("models")
                .definedBy(MODELS)
                .layer("examples")
                .definedBy("io.fovea.examples..")
                .layer("plugin")
                .definedBy(PLUGIN)
                .layer("cli")
                .definedBy("io.fovea.cli..")
                .ensureAllClassesAreContainedInArchitecture()
                .whereLayer("runtime")
                .mayNotAccessAnyLayer()
                .whereLayer("models")
                .mayOnlyAccessLayers("runtime")
                .whereLayer("examples")
                .mayOnlyAccessLayers("models", "runtime")
                .whereLayer("plugin")
                .mayOnlyAccessLayers("runtime")
                .check(HOUSE);
    }

    /** Whoever reads a name knows which class is meant, wherever it stands. */
    @Test
    void noNameStandsForTwoClasses() {
        Map<String, List<String>> byName = HOUSE.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(
                        JavaClass::getSimpleName,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));
        assertThat(byName).hasSizeGreaterThan(700);

        byName.values().removeIf(rooms -> rooms.size() == 1);
        assertThat(byName).isEmpty();
    }

    /** From the ground up; what stands beside each other does not know each other. */
    @Test
    void theRoomsOfModelsStandOnEachOtherOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("layers")
                .definedBy("io.fovea.layers..")
                .layer("zoo")
                .definedBy("io.fovea.zoo..")
                .layer("data")
                .definedBy("io.fovea.data..")
                .layer("torch")
                .definedBy("io.fovea.torch..")
                .layer("report")
                .definedBy("io.fovea.report..")
                .layer("recipe")
                .definedBy("io.fovea.recipe")
                .layer("recipe's data")
                .definedBy("io.fovea.recipe.data")
                .layer("score")
                .definedBy("io.fovea.score..")
                .layer("fit")
                .definedBy("io.fovea.fit..")
                .layer("transfer")
                .definedBy("io.fovea.transfer..")
                .layer("training's report")
                .definedBy("io.fovea.train.report")
                .layer("train")
                .definedBy("io.fovea.train")
                .layer("plan")
                .definedBy("io.fovea.plan")
                .whereLayer("layers")
                .mayNotAccessAnyLayer()
                .whereLayer("data")
                .mayNotAccessAnyLayer()
                .whereLayer("torch")
                .mayNotAccessAnyLayer()
                .whereLayer("report")
                .mayNotAccessAnyLayer()
                .whereLayer("zoo")
                .mayOnlyAccessLayers("layers")
                .whereLayer("recipe")
                .mayOnlyAccessLayers("zoo", "data")
                .whereLayer("recipe's data")
                .mayOnlyAccessLayers("recipe", "data", "report")
                .whereLayer("score")
                .mayOnlyAccessLayers("recipe's data", "recipe", "data", "report")
                .whereLayer("fit")
                .mayOnlyAccessLayers("score", "recipe", "layers", "data", "torch")
                .whereLayer("transfer")
                .mayOnlyAccessLayers("fit", "recipe", "zoo", "layers", "data", "torch", "report")
                .whereLayer("training's report")
                .mayOnlyAccessLayers(
                        "transfer", "fit", "score", "recipe's data", "recipe", "layers", "data", "torch", "report")
                .whereLayer("train")
                .mayOnlyAccessLayers(
                        "training's report",
                        "transfer",
                        "fit",
                        "score",
                        "recipe's data",
                        "recipe",
                        "zoo",
                        "data",
                        "torch",
                        "report")
                .whereLayer("plan")
                .mayOnlyAccessLayers("train", "transfer", "fit", "recipe's data", "recipe", "data", "torch", "report")
                .check(HOUSE);
    }

    @Test
    void modelsAreMeasuredWithoutLibtorch() {
        noClasses()
                .that()
                .resideInAnyPackage("io.fovea.recipe..", "io.fovea.score..", "io.fovea.data..", "io.fovea.zoo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.bytedeco..", "io.fovea.torch..")
                .check(HOUSE);
    }

    /** Everyone else asks a task; a new one is then added to lists, and nowhere else. */
    @Test
    void onlyWhatThereIsForATaskNamesIt() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.fovea.model")
                .and()
                .areNotAssignableTo(Job.class)
                .should()
                .accessFieldWhere(DescribedPredicate.describe(
                        "names a task",
                        access -> access.getTarget().getOwner().isEquivalentTo(Task.class)
                                && access.getTarget().getRawType().isEquivalentTo(Task.class)))
                .check(HOUSE);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("io.fovea.(*)..").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void libtorchStaysOutOfFiji() {
        noClasses()
                .that()
                .resideInAnyPackage(RUNTIME)
                .or()
                .resideInAnyPackage(PLUGIN)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .check(HOUSE);
    }

    @Test
    void imageJStaysInThePlugin() {
        noClasses()
                .that()
                .resideInAnyPackage(RUNTIME)
                .or()
                .resideInAnyPackage(MODELS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ij..", "org.scijava..")
                .check(HOUSE);
    }
}
