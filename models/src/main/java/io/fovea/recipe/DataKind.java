package io.fovea.recipe;

import com.fasterxml.jackson.annotation.JsonCreator;

/** How examples and their truths lie in a folder. */
public enum DataKind implements RecipeWord {
    /** MNIST's format: a file of images and one of class numbers. */
    IDX,
    /** A folder of images for each class. */
    FOLDER,
    /** Images, and masks of the same names whose values or colours stand for classes. */
    MASKS,
    /** Images, and label images of the same names in which every object has a number. */
    INSTANCES,
    /** Any number of labels for each image, from a CSV file or from names of folders. */
    TABLE;

    /** Whether an image may have any number of labels at once. */
    public boolean isMultiLabel() {
        return this == TABLE;
    }

    /** Whether the truth tells objects apart, so that trimaps are made of it. */
    public boolean isOfObjects() {
        return this == INSTANCES;
    }

    /** Whether examples are files in folders. */
    public boolean isOfFiles() {
        return this != IDX;
    }

    /**
     * The kind of a word.
     *
     * @throws io.fovea.FoveaException when there is none, with those that there are
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static DataKind parse(String word) {
        return RecipeWord.find(DataKind.class, "kind of data", word);
    }
}
