package io.fovea;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A room never knows of one above it. */
class ArchitectureTest {

    private static final JavaClasses ROOMS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.fovea");

    @Test
    void methodsOfExplanationKnowNothingOfThoseWhoAskForThem() {
        noClasses()
                .that()
                .resideInAPackage("io.fovea.explain.method")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fovea.explain")
                .check(ROOMS);
    }

    @Test
    void arrowsRunOneWay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("graph")
                .definedBy("io.fovea.graph..")
                .layer("session")
                .definedBy("io.fovea.session..")
                .layer("autodiff")
                .definedBy("io.fovea.autodiff..")
                .layer("image")
                .definedBy("io.fovea.image..")
                .layer("page")
                .definedBy("io.fovea.page..")
                .layer("bioimage")
                .definedBy("io.fovea.bioimage..")
                .layer("model")
                .definedBy("io.fovea.model..")
                .layer("task")
                .definedBy("io.fovea.task..")
                .layer("anatomy")
                .definedBy("io.fovea.anatomy..")
                .layer("linear")
                .definedBy("io.fovea.linear..")
                .layer("explain")
                .definedBy("io.fovea.explain..")
                .layer("concept")
                .definedBy("io.fovea.concept..")
                .layer("counterfactual")
                .definedBy("io.fovea.counterfactual..")
                .layer("explore")
                .definedBy("io.fovea.explore..")
                .layer("batch")
                .definedBy("io.fovea.batch..")
                .layer("share")
                .definedBy("io.fovea.share..")
                .layer("inspect")
                .definedBy("io.fovea.inspect..")
                .layer("optimize")
                .definedBy("io.fovea.optimize..")
                .whereLayer("graph")
                .mayNotAccessAnyLayer()
                .whereLayer("image")
                .mayNotAccessAnyLayer()
                .whereLayer("page")
                .mayOnlyAccessLayers("image")
                .whereLayer("session")
                .mayOnlyAccessLayers("graph")
                .whereLayer("autodiff")
                .mayOnlyAccessLayers("graph")
                .whereLayer("bioimage")
                .mayOnlyAccessLayers("graph", "image")
                .whereLayer("model")
                .mayOnlyAccessLayers("graph", "image", "bioimage")
                .whereLayer("task")
                .mayOnlyAccessLayers("graph", "session", "image", "model")
                .whereLayer("anatomy")
                .mayOnlyAccessLayers("graph", "session", "image", "model", "task")
                .whereLayer("linear")
                .mayOnlyAccessLayers("session")
                .whereLayer("explain")
                .mayOnlyAccessLayers("graph", "autodiff", "session", "image", "model", "task", "anatomy", "linear")
                .whereLayer("explore")
                .mayOnlyAccessLayers("graph", "autodiff", "session", "image", "model", "task", "anatomy")
                .whereLayer("batch")
                .mayOnlyAccessLayers(
                        "explain", "concept", "counterfactual", "task", "model", "image", "page", "session")
                .whereLayer("share")
                .mayOnlyAccessLayers("graph", "session", "image", "bioimage", "model", "task")
                .whereLayer("inspect")
                .mayOnlyAccessLayers("explain", "task", "model", "image", "session", "batch")
                .layer("stroke")
                .definedBy("io.fovea.stroke..")
                .whereLayer("stroke")
                .mayOnlyAccessLayers("graph", "session", "image", "model", "task", "anatomy", "linear")
                .whereLayer("counterfactual")
                .mayOnlyAccessLayers("session", "image", "model", "task", "anatomy", "explain")
                .whereLayer("concept")
                .mayOnlyAccessLayers("session", "image", "model", "task", "anatomy", "explain", "linear")
                .layer("export")
                .definedBy("io.fovea.export..")
                .whereLayer("export")
                .mayOnlyAccessLayers("graph", "autodiff", "session", "image", "model", "task", "anatomy", "explain")
                .layer("quantize")
                .definedBy("io.fovea.quantize..")
                .whereLayer("quantize")
                .mayOnlyAccessLayers("graph", "session", "image", "model", "task", "anatomy", "optimize")
                .whereLayer("optimize")
                .mayOnlyAccessLayers("graph", "session", "image", "model")
                .check(ROOMS);
    }

    /** A graph is what it is, whatever its operators mean. */
    @Test
    void graphsDoNotKnowWhatOperatorsMean() {
        noClasses()
                .that()
                .resideInAPackage("io.fovea.graph")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fovea.graph.operator..")
                .check(ROOMS);
    }
}
