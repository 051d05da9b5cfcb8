package io.fovea.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javassist.CannotCompileException;
import javassist.CtClass;
import javassist.CtField;
import javassist.CtMethod;
import javassist.CtNewMethod;
import javassist.CtPrimitiveType;
import javassist.NotFoundException;
import javassist.expr.ExprEditor;
import javassist.expr.MethodCall;
import javassist.expr.NewExpr;

/**
 * What is changed in ImageJ's classes, beyond what its own patcher does, so that they live without a display: dialogs read
 * every kind of field from a macro's options, by {@link io.fovea.imagej.DialogOptions}; the ROI Manager is a list without a
 * window; what commands do to buttons and text fields is passed over.
 */
final class HeadlessPatches {
    private static final String DIALOG = "ij.gui.GenericDialog";
    private static final String ROI_MANAGER = "ij.plugin.frame.RoiManager";

    /** Of AWT, what cannot be made without a display, and a label of ImageJ's that dialogs then do not have. */
    private static final Set<String> WIDGETS = Set.of(
            "java.awt.Button",
            "java.awt.Choice",
            "java.awt.Label",
            "java.awt.TextArea",
            "java.awt.TextField",
            "java.awt.PopupMenu",
            "java.awt.MenuItem",
            "ij.gui.MultiLineLabel");

    /** Commands that put a button into their dialog, or listen to its fields. */
    private static final List<String> WITH_WIDGETS = List.of(
            ROI_MANAGER, "ij.plugin.ChannelArranger", "ij.plugin.filter.Calibrator", "ij.plugin.filter.Convolver");

    /** Methods of a dialog, by what they do. The fields are those of the patcher's dialog. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry(
                    "public void addNumericField(String label, double usual)",
                    "numbers.add(Double.valueOf(options.number($1, $2)));"),
            Map.entry(
                    "public void addSlider(String label, double least, double most, double usual)",
                    "numbers.add(Double.valueOf(options.number($1, $4)));"),
            Map.entry("public void addStringField(String label, String usual)", "strings.add(options.text($1, $2));"),
            Map.entry("public void addDirectoryField(String label, String usual)", "addStringField($1, $2);"),
            Map.entry("public void addDirectoryField(String label, String usual, int wide)", "addStringField($1, $2);"),
            Map.entry("public void addFileField(String label, String usual)", "addStringField($1, $2);"),
            Map.entry("public void addFileField(String label, String usual, int wide)", "addStringField($1, $2);"),
            Map.entry(
                    "public void addCheckbox(String label, boolean usual)",
                    "checkboxes.add(Boolean.valueOf(options.flag($1)));"),
            Map.entry(
                    "public void addChoice(String label, String[] items, String usual)",
                    """
                    String item = options.choice($1, $2, $3);
                    choices.add(item);
                    choiceIndices.add(Integer.valueOf(java.util.Arrays.asList($2).indexOf(item)));
                    """),
            Map.entry(
                    "public void addRadioButtonGroup(String label, String[] items, int rows, int columns, String usual)",
                    "radioButtons.add(options.choice($1, $2, $5));"),
            Map.entry("public void addImageChoice(String label, String usual)", "addChoice($1, options.titles(), $2);"),
            Map.entry("public ij.ImagePlus getNextImage()", "return options.image(getNextChoiceIndex());"),
            Map.entry(
                    "public void addTextAreas(String first, String second, int rows, int columns)",
                    "super.addTextAreas(options.area(\"text1\", $1), options.area(\"text2\", $2), $3, $4);"),
            Map.entry("public void addButton(String label, java.awt.event.ActionListener listener)", ""),
            Map.entry("public void setCancelLabel(String label)", ""));

    private final Function<String, CtClass> classes;

    /**
     * Patches for classes that are not loaded yet.
     *
     * @param classes gives the class of a name, for changing it
     */
    HeadlessPatches(Function<String, CtClass> classes) {
        this.classes = classes;
    }

    /** Changes the classes. */
    void apply() throws CannotCompileException, NotFoundException {
        WITH_WIDGETS.stream().map(classes).forEach(HeadlessPatches::passOverWidgets);
        changeDialog();
        changeRoiManager();
        HeadlessTablePatches.apply(classes);
        classes.apply("ij.plugin.filter.Calibrator")
                .getDeclaredMethod("makeButtonPanel")
                .setBody("return null;");
        // Without a toolbar this would leave the colour of setColor in force, and run("Fill") fill with that.
        classes.apply("ij.gui.Toolbar")
                .getMethod("setForegroundColor", "(Ljava/awt/Color;)V")
                .insertBefore("if ($1 != null && ij.WindowManager.getCurrentImage() != null)"
                        + " ij.WindowManager.getCurrentImage().getProcessor().fillColorSet(false);");
    }

    private void changeDialog() throws CannotCompileException {
        CtClass dialog = classes.apply(DIALOG);
        dialog.addField(
                CtField.make("private io.fovea.imagej.DialogOptions options;", dialog),
                CtField.Initializer.byExpr("new io.fovea.imagej.DialogOptions()"));
        for (Map.Entry<String, String> field : FIELDS.entrySet()) {
            CtMethod method = CtNewMethod.make(field.getKey() + ";", dialog);
            replace(dialog, method, "{" + field.getValue() + "}");
        }
    }

    private static void replace(CtClass type, CtMethod method, String body) throws CannotCompileException {
        try {
            type.getDeclaredMethod(method.getName(), method.getParameterTypes()).setBody(body);
        } catch (NotFoundException e) {
            method.setBody(body);
            type.addMethod(method);
        }
    }

    /**
     * A ROI Manager, and the boxes in it that keep what is shown, are made without running the constructors of AWT, which
     * refuse; what the manager's own one does becomes a method.
     */
    private void changeRoiManager() throws CannotCompileException, NotFoundException {
        CtClass manager = classes.apply(ROI_MANAGER);
        manager.addMethod(CtNewMethod.make(
                """
                private static Object bare(Class type) {
                    return sun.reflect.ReflectionFactory.getReflectionFactory()
                        .newConstructorForSerialization(type, Object.class.getConstructor(new Class[0]))
                        .newInstance(new Object[0]);
                }
                """,
                manager));
        instrument(manager, "java.awt.Checkbox", "$_ = (java.awt.Checkbox) bare(java.awt.Checkbox.class);");
        CtClass[] flag = {CtClass.booleanType};
        manager.addMethod(manager.getDeclaredConstructor(flag).toMethod("begin", manager));
        manager.addMethod(CtNewMethod.make(
                """
                public static ij.plugin.frame.RoiManager withoutWindow() {
                    ij.plugin.frame.RoiManager manager =
                        (ij.plugin.frame.RoiManager) bare(ij.plugin.frame.RoiManager.class);
                    manager.begin(true);
                    return manager;
                }
                """,
                manager));
        for (String maker : List.of("ij.macro.Interpreter", "ij.macro.Functions", "ij.plugin.OverlayCommands")) {
            instrument(classes.apply(maker), ROI_MANAGER, "$_ = ij.plugin.frame.RoiManager.withoutWindow();");
        }
        classes.apply("ij.plugin.Selection")
                .getDeclaredMethod("addToRoiManager")
                .setBody("if ($1 != null && $1.getRoi() != null)"
                        + " ij.plugin.frame.RoiManager.getInstance2().runCommand(\"add\");");
    }

    private static void instrument(CtClass type, String made, String instead) throws CannotCompileException {
        type.instrument(new ExprEditor() {
            @Override
            public void edit(NewExpr expression) throws CannotCompileException {
                if (expression.getClassName().equals(made)) {
                    expression.replace(instead);
                }
            }
        });
    }

    private static void passOverWidgets(CtClass type) {
        try {
            type.instrument(new ExprEditor() {
                @Override
                public void edit(NewExpr made) throws CannotCompileException {
                    if (WIDGETS.contains(made.getClassName())) {
                        made.replace("$_ = null;");
                    }
                }

                @Override
                public void edit(MethodCall call) throws CannotCompileException {
                    // A dialog without a display has no lists of fields.
                    if (WIDGETS.contains(call.getClassName())
                            || call.getClassName().equals("java.util.Vector")) {
                        call.replace(ifThereIsOne(call));
                    }
                }
            });
        } catch (CannotCompileException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ifThereIsOne(MethodCall call) throws CannotCompileException {
        try {
            CtClass answer = call.getMethod().getReturnType();
            if (answer == CtClass.voidType) {
                return "if ($0 != null) $proceed($$);";
            }
            String none = answer == CtClass.booleanType ? "false" : answer instanceof CtPrimitiveType ? "0" : "null";
            return "if ($0 == null) $_ = " + none + "; else $_ = $proceed($$);";
        } catch (NotFoundException e) {
            throw new CannotCompileException(e);
        }
    }
}
