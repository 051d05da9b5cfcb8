package io.fovea.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the modules run one way. Those between the rooms of runtime are tested there. */
class ArchitectureTest {
    private static final String[] RUNTIME = {
        "io.fovea",
        "io.fovea.graph..",
        "io.fovea.autodiff..",
        "io.fovea.session..",
        "io.fovea.image..",
        "io.fovea.model..",
        "io.fovea.task..",
        "io.fovea.anatomy..",
        "io.fovea.explain..",
        "io.fovea.explore..",
        "io.fovea.batch..",
        "io.fovea.inspect.."
    };
    private static final String[] MODELS = {
        "io.fovea.layers..",
        "io.fovea.zoo..",
        "io.fovea.data..",
        "io.fovea.torch..",
        "io.fovea.report..",
        "io.fovea.train.."
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
                .layer("plugin")
                .definedBy(PLUGIN)
                .layer("cli")
                .definedBy("io.fovea.cli..")
                .ensureAllClassesAreContainedInArchitecture()
                .whereLayer("runtime")
                .mayNotAccessAnyLayer()
                .whereLayer("models")
                .mayOnlyAccessLayers("runtime")
                .whereLayer("plugin")
                .mayOnlyAccessLayers("runtime")
                .check(HOUSE);
    }

    @Test
    void theTrainerStandsOnLayersDataAndTorchWhichDoNotKnowEachOther() {
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
                .layer("train")
                .definedBy("io.fovea.train..")
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
