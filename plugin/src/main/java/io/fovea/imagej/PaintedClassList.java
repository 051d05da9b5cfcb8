package io.fovea.imagej;

import io.fovea.imagej.StrokeSet.PaintedClass;
import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.DefaultListModel;
import javax.swing.JColorChooser;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;

/** The classes that are painted, of which one is chosen, with what is done to them. Used on the event thread. */
final class PaintedClassList extends JPanel {
    private static final long serialVersionUID = 1L;

    private final transient StrokeSet set;
    private final transient Runnable changed;
    private final DefaultListModel<PaintedClass> rows = new DefaultListModel<>();
    private final JList<PaintedClass> classes = new JList<>(rows);
    private final JTextField name = new JTextField(14);

    /**
     * Those of a set, the first after background chosen.
     *
     * @param changed hears when one has come, gone or become another
     * @param say hears why something cannot be done
     */
    PaintedClassList(StrokeSet set, Runnable changed, Consumer<String> say) {
        super(new BorderLayout(4, 4));
        this.set = set;
        this.changed = changed;
        classes.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        classes.setCellRenderer(new PaintedClassRenderer(set));
        classes.addListSelectionListener(event -> chosen().ifPresent(one -> name.setText(one.name())));
        JScrollPane list = new JScrollPane(classes);
        list.setPreferredSize(new Dimension(240, 150));
        JPanel named = new JPanel(new BorderLayout(4, 4));
        named.add(new JLabel("Name"), BorderLayout.WEST);
        named.add(name, BorderLayout.CENTER);
        add(new JLabel("Classes, background first"), BorderLayout.NORTH);
        add(list, BorderLayout.CENTER);
        JPanel below = new JPanel(new GridLayout(0, 1, 4, 3));
        below.add(named);
        below.add(row(ActionButton.of("New Class", this::add, say), ActionButton.of("Rename", this::rename, say)));
        below.add(row(ActionButton.of("Colour...", this::recolour, say), ActionButton.of("Remove", this::remove, say)));
        add(below, BorderLayout.SOUTH);
        list(1);
    }

    private static JPanel row(Component left, Component right) {
        JPanel row = new JPanel(new GridLayout(1, 0, 4, 4));
        row.add(left);
        row.add(right);
        return row;
    }

    /** The one that is painted with. */
    Optional<PaintedClass> chosen() {
        return Optional.ofNullable(classes.getSelectedValue());
    }

    private void list(int selected) {
        rows.clear();
        set.classes().forEach(rows::addElement);
        classes.setSelectedIndex(Math.min(selected, rows.size() - 1));
    }

    private void add() {
        set.add(name.getText());
        list(set.classes().size() - 1);
        changed.run();
    }

    private void rename() {
        chosen().ifPresent(one -> change(one, name.getText(), one.color()));
    }

    private void recolour() {
        chosen().ifPresent(one -> Optional.ofNullable(
                        JColorChooser.showDialog(this, "Colour of " + one.name(), one.color()))
                .ifPresent(color -> change(one, one.name(), color)));
    }

    private void change(PaintedClass one, String called, Color color) {
        int row = classes.getSelectedIndex();
        set.change(one, called, color);
        list(row);
        changed.run();
    }

    private void remove() {
        chosen().ifPresent(one -> {
            set.requireRemovable(one);
            if (StrokeLoss.isWanted(this, "Remove", "Removing '" + one.name() + "'", set.count(one), "on all images")) {
                set.remove(one);
                list(1);
                changed.run();
            }
        });
    }
}
