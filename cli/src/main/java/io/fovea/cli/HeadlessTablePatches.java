package io.fovea.cli;

import java.util.List;
import java.util.function.Function;
import javassist.CannotCompileException;
import javassist.CtClass;
import javassist.CtMethod;
import javassist.NotFoundException;
import javassist.expr.ExprEditor;
import javassist.expr.MethodCall;

/**
 * Lets ImageJ keep its tables without their windows, in {@link io.fovea.imagej.HeadlessTables}. As it is, it loses rows that
 * it measured when the next one comes, and whole tables that are shown.
 */
final class HeadlessTablePatches {
    private static final String FUNCTIONS = "ij.macro.Functions";
    private static final String OF_TITLE = "(Ljava/lang/String;)Z";
    private static final String SHOWN = "(Ljava/lang/String;)V";

    private enum Place {
        BEFORE,
        INSTEAD,
        AFTER
    }

    /**
     * A change of a method.
     *
     * @param signature of the virtual machine
     * @param code in which {@code TABLES} is their class
     */
    private record Change(String type, String method, String signature, Place place, String code) {}

    private static final List<Change> CHANGES = List.of(
            new Change("ij.IJ", "write", SHOWN, Place.BEFORE, "TABLES.row();"),
            new Change("ij.IJ", "setColumnHeadings", SHOWN, Place.BEFORE, "TABLES.headings();"),
            new Change("ij.IJ", "isResultsWindow", "()Z", Place.INSTEAD, "return TABLES.isOpen(\"Results\");"),
            new Change("ij.IJ", "selectWindow", SHOWN, Place.BEFORE, "if (TABLES.select($1)) return;"),
            new Change("ij.ImagePlus", "show", SHOWN, Place.BEFORE, "TABLES.selectImage();"),
            new Change(FUNCTIONS, "isOpen", OF_TITLE, Place.BEFORE, "if (TABLES.isOpen($1)) return true;"),
            new Change(FUNCTIONS, "selectImage", "()V", Place.BEFORE, "TABLES.selectImage();"),
            new Change(
                    FUNCTIONS,
                    "getRT",
                    "(Ljava/lang/String;)Lij/measure/ResultsTable;",
                    Place.BEFORE,
                    """
                    if (interp.applyMacroTable == null || $1 != null) {
                        ij.measure.ResultsTable meant = TABLES.meant($1);
                        if (meant != null) { currentTable = meant; return meant; }
                    }
                    """),
            new Change("ij.plugin.MeasurementsWriter", "save", OF_TITLE, Place.INSTEAD, "return TABLES.save($1);"),
            new Change("ij.measure.ResultsTable", "addResults", "()V", Place.AFTER, "TABLES.row();"),
            new Change(
                    "ij.measure.ResultsTable",
                    "show",
                    SHOWN,
                    Place.INSTEAD,
                    """
                    title = $1 == null ? "Results" : $1;
                    if (title.equals("Results")) {
                        if (!showRowNumbersSet) showRowNumbers(true);
                        isResultsTable = true;
                    }
                    TABLES.show(this, title);
                    """),
            new Change(
                    "ij.measure.ResultsTable",
                    "getResultsTable",
                    "(Ljava/lang/String;)Lij/measure/ResultsTable;",
                    Place.INSTEAD,
                    "return TABLES.find($1);"),
            new Change("ij.plugin.filter.Analyzer", "resetCounter", "()Z", Place.AFTER, "TABLES.clear();"),
            // As with a window, rows that the particle analyzer has not shown make room.
            new Change(
                    "ij.plugin.filter.Analyzer",
                    "displayResults",
                    "()V",
                    Place.INSTEAD,
                    """
                    if (rt.columnDeleted()) return;
                    if (rt.size() == 1) ij.IJ.setColumnHeadings(rt.getColumnHeadings());
                    while (rt.size() > TABLES.rows() + 1) rt.deleteRow(TABLES.rows());
                    ij.IJ.write(rt.getRowAsString(rt.size() - 1));
                    """),
            new Change(
                    "ij.plugin.filter.ParticleAnalyzer",
                    "updateSliceSummary",
                    "()V",
                    Place.BEFORE,
                    "if (summaryTable == null) summaryTable = TABLES.find("
                            + "imp.getStackSize() == 1 ? \"Summary\" : \"Summary of \" + imp.getTitle());"));

    private HeadlessTablePatches() {}

    /**
     * Changes classes that are not loaded yet.
     *
     * @param classes gives the class of a name, for changing it
     */
    static void apply(Function<String, CtClass> classes) throws CannotCompileException, NotFoundException {
        for (Change change : CHANGES) {
            CtMethod method = classes.apply(change.type()).getMethod(change.method(), change.signature());
            String code = "{" + change.code().replace("TABLES", "io.fovea.imagej.HeadlessTables") + "}";
            switch (change.place()) {
                case BEFORE -> method.insertBefore(code);
                case INSTEAD -> method.setBody(code);
                case AFTER -> method.insertAfter(code);
            }
        }
        closeByName(classes.apply(FUNCTIONS).getMethod("close", "()V"));
    }

    /** The first text that the macro function {@code close} reads is a title. */
    private static void closeByName(CtMethod close) throws CannotCompileException {
        close.instrument(new ExprEditor() {
            @Override
            public void edit(MethodCall call) throws CannotCompileException {
                if (call.getMethodName().equals("getString")) {
                    call.replace("$_ = $proceed($$); io.fovea.imagej.HeadlessTables.close($_);");
                }
            }
        });
    }
}
