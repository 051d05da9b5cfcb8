package io.fovea.imagej;

import ij.ImagePlus;
import ij.ImageStack;

/**
 * An image whose window says in its title what was found. The image's own title, by which macros find it, is the same
 * whatever that is; ImageJ puts the magnification into the title of a window in the same way.
 */
final class AnsweredImage extends ImagePlus {
    private String answer;

    /**
     * An image with its answer.
     *
     * @param answer empty for none
     */
    AnsweredImage(String title, ImageStack stack, String answer) {
        super(title, stack);
        this.answer = answer;
    }

    /** Says something else in the title. */
    void answer(String instead) {
        answer = instead;
        setTitle(getTitle());
    }

    @Override
    public void show(String status) {
        super.show(status);
        setTitle(getTitle());
    }

    @Override
    public void setTitle(String title) {
        super.setTitle(title);
        if (win != null && answer != null && !answer.isEmpty()) { // the constructor above sets the title too
            win.setTitle(win.getTitle() + " - " + answer);
        }
    }
}
