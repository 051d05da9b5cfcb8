package io.fovea.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** The arrows between the rooms of the house run one way. */
@AnalyzeClasses(packages = "io.fovea", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] RUNTIME = {
        "io.fovea",
        "io.fovea.graph..",
        "io.fovea.autodiff..",
        "io.fovea.session..",
        "io.fovea.image..",
        "io.fovea.model..",
        "io.fovea.task..",
        "io.fovea.explain..",
        "io.fovea.batch.."
    };
    private static final String[] MODELS = {
        "io.fovea.layers..", "io.fovea.zoo..", "io.fovea.data..", "io.fovea.torch..", "io.fovea.train..",
    };
    private static final String[] PLUGIN = {"io.fovea.imagej..", "io.fovea.command.."};

    @ArchTest
    static final ArchRule modulesDependOneWay = Architectures.layeredArchitecture()
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
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("plugin")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("models")
            .mayOnlyBeAccessedByLayers("cli");

    @ArchTest
    static final ArchRule runtimeIsBuiltFloorByFloor = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("ground")
            .definedBy("io.fovea")
            .layer("graph")
            .definedBy("io.fovea.graph..")
            .layer("image")
            .definedBy("io.fovea.image..")
            .optionalLayer("autodiff")
            .definedBy("io.fovea.autodiff..")
            .layer("session")
            .definedBy("io.fovea.session..")
            .layer("model")
            .definedBy("io.fovea.model..")
            .layer("task")
            .definedBy("io.fovea.task..")
            .optionalLayer("explain")
            .definedBy("io.fovea.explain..")
            .layer("batch")
            .definedBy("io.fovea.batch..")
            .whereLayer("batch")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("explain")
            .mayOnlyBeAccessedByLayers("batch")
            .whereLayer("task")
            .mayOnlyBeAccessedByLayers("explain", "batch")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers("task", "explain", "batch")
            .whereLayer("autodiff")
            .mayOnlyBeAccessedByLayers("explain")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("task", "explain", "batch")
            .whereLayer("image")
            .mayOnlyBeAccessedByLayers("model", "task", "explain", "batch")
            .whereLayer("graph")
            .mayOnlyBeAccessedByLayers("autodiff", "session", "model", "task", "explain", "batch");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            SlicesRuleDefinition.slices().matching("io.fovea.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule libtorchStaysOutOfFiji = noClasses()
            .that(resideInAnyPackage(RUNTIME).or(resideInAnyPackage(PLUGIN)))
            .should()
            .dependOnClassesThat(resideInAPackage("org.bytedeco.."));

    @ArchTest
    static final ArchRule imageJStaysInThePlugin = noClasses()
            .that(resideInAnyPackage(RUNTIME).or(resideInAnyPackage(MODELS)))
            .should()
            .dependOnClassesThat(resideInAnyPackage("ij..", "org.scijava.."));
}
