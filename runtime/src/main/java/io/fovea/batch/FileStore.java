package io.fovea.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Stores of files that have addresses in place of paths, such as HDFS and S3. All methods block on them. */
public interface FileStore {
    /** A single letter is a drive of Windows. */
    Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*", Pattern.DOTALL);

    /** Whether a text is an address, as it begins with a scheme such as {@code hdfs:}. */
    static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /**
     * The images that files, folders and patterns mean, given by their addresses. Names that begin with a dot are passed over.
     *
     * @param subfolders whether folders are taken with the folders in them
     * @throws io.fovea.FoveaException if one means none, or cannot be read
     */
    Inputs find(List<String> addresses, boolean subfolders);

    /**
     * What a table has in a column, in its order.
     *
     * @param table its path or address: Parquet, CSV with a line of names, or text with a path in each line; by its ending
     * @param column its name
     * @throws io.fovea.FoveaException if there is no such table or column, or nothing in it
     */
    List<String> column(String table, String column);

    /**
     * Makes sure that results neither take the place of others, nor will be read as images.
     *
     * @param folder of the results, a path or an address
     * @param inputs addresses that images are looked for at
     * @throws io.fovea.FoveaException if the folder lies in one of these
     */
    void requireApart(String folder, List<String> inputs);

    /**
     * Makes sure that nothing lies at an address: no file, and no folder with anything in it.
     *
     * @throws io.fovea.FoveaException if something does, or that cannot be found out
     */
    void requireFree(String address);

    /**
     * Makes sure that {@link Machines#write} may write a table.
     *
     * @param place a path or an address
     * @throws io.fovea.FoveaException if it ends in neither {@code .parquet} nor {@code .csv}, or another's file is there
     */
    void requireTable(String place);

    /**
     * Puts the files of a folder, with those of its subfolders, into one of the store: each beside its place first, then renamed.
     *
     * @throws io.fovea.FoveaException if one cannot be written
     */
    void put(Path folder, String address);
}
