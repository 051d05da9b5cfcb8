package io.fovea;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A room never knows of one above it. */
@AnalyzeClasses(packages = "io.fovea", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrowsRunOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("graph")
            .definedBy("io.fovea.graph..")
            .layer("session")
            .definedBy("io.fovea.session..")
            .layer("image")
            .definedBy("io.fovea.image..")
            .layer("model")
            .definedBy("io.fovea.model..")
            .layer("task")
            .definedBy("io.fovea.task..")
            .layer("batch")
            .definedBy("io.fovea.batch..")
            .whereLayer("graph")
            .mayNotAccessAnyLayer()
            .whereLayer("image")
            .mayNotAccessAnyLayer()
            .whereLayer("session")
            .mayOnlyAccessLayers("graph")
            .whereLayer("model")
            .mayOnlyAccessLayers("graph", "image")
            .whereLayer("task")
            .mayOnlyAccessLayers("graph", "session", "image", "model")
            .whereLayer("batch")
            .mayOnlyAccessLayers("task", "model", "image", "session");
}
