package io.fovea.spark;

import io.fovea.FoveaException;
import io.fovea.batch.ResultTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Tables that Spark reads and writes, each a single file: Parquet, or CSV with a line of names. */
final class SparkTables {
    private static final String PARQUET = ".parquet";
    private static final String CSV = ".csv";

    private final Supplier<SparkSession> session;
    private final Configuration settings;

    SparkTables(Supplier<SparkSession> session, Configuration settings) {
        this.session = session;
        this.settings = settings;
    }

    private static boolean ends(String place, String suffix) {
        return place.toLowerCase(Locale.ROOT).endsWith(suffix);
    }

    private Dataset<Row> read(String place) {
        String path = HadoopStore.path(place).toString();
        if (ends(place, PARQUET)) {
            return session.get().read().parquet(path);
        }
        return ends(place, CSV)
                ? session.get()
                        .read()
                        .option("header", true)
                        .option("multiLine", true)
                        .option("escape", "\"")
                        .csv(path)
                : session.get().read().text(path).toDF("path");
    }

    /** See {@link io.fovea.batch.FileStore#column}. */
    List<String> column(String table, String column) {
        try {
            Dataset<Row> rows = read(table);
            boolean isText = !ends(table, PARQUET) && !ends(table, CSV);
            String name = isText ? "path" : column;
            if (!Arrays.asList(rows.columns()).contains(name)) {
                throw new FoveaException("The table '" + table + "' has no column '" + column + "', but "
                        + String.join(", ", rows.columns()) + "; say which with --path-column.");
            }
            Column wanted = rows.col("`" + name + "`").cast(DataTypes.StringType);
            List<String> values = rows.select(wanted).collectAsList().stream()
                    .filter(row -> !row.isNullAt(0) && !row.getString(0).isBlank())
                    .map(row -> row.getString(0).strip())
                    .toList();
            if (values.isEmpty()) {
                throw new FoveaException("The table '" + table + "' has no path in its column '" + name + "'.");
            }
            return values;
        } catch (FoveaException e) {
            throw e;
        } catch (Exception e) { // Scala declares no checked ones, and Spark's own is one
            throw unreadable(table, e);
        }
    }

    private static FoveaException unreadable(String table, Exception e) {
        return new FoveaException("The table '" + table + "' cannot be read by Spark: " + SparkFailure.told(e), e);
    }

    /** See {@link io.fovea.batch.FileStore#requireTable}. */
    void require(String place) {
        if (!ends(place, PARQUET) && !ends(place, CSV)) {
            throw new FoveaException("--table is '" + place + "'; give a name that ends in .parquet or .csv.");
        }
        try {
            Path path = HadoopStore.path(place);
            FileSystem system = HadoopStore.system(path, settings);
            if (system.exists(path) && !isOurs(place)) {
                throw new FoveaException("The table '" + place + "' would overwrite a file that is no such table of"
                        + " Fovea's; move that away, or give another name.");
            }
        } catch (IOException e) {
            throw HadoopStore.unreachable(place, e);
        }
    }

    private boolean isOurs(String place) {
        try {
            List<String> names = Arrays.asList(read(place).columns());
            return names.size() > 2
                    && names.get(0).equals("image")
                    && names.get(names.size() - 1).equals(ResultTable.FAILURE);
        } catch (Exception e) { // of any kind: what cannot be read is no table
            return false;
        }
    }

    /** See {@link io.fovea.batch.Machines#write}. */
    void write(ResultTable table, String place) {
        Path path = HadoopStore.path(place);
        Path folder = StoreRename.beside(path);
        try {
            FileSystem system = HadoopStore.system(path, settings);
            try {
                DataFrameWriter<Row> writer = frame(table).coalesce(1).write().mode(SaveMode.Overwrite);
                if (ends(place, PARQUET)) {
                    writer.parquet(folder.toString());
                } else {
                    writer.option("header", true).option("escape", "\"").csv(folder.toString());
                }
                StoreRename.move(system, part(system, folder), path);
            } finally {
                system.delete(folder, true);
            }
        } catch (IOException e) {
            throw HadoopStore.unreachable(place, e);
        } catch (Exception e) { // Scala declares no checked ones, and Spark's own is one
            throw new FoveaException(
                    "The table '" + place + "' could not be written (" + SparkFailure.told(e)
                            + "); all other results are there.",
                    e);
        }
    }

    private static Path part(FileSystem system, Path folder) throws IOException {
        for (FileStatus file : system.listStatus(folder)) {
            if (file.getPath().getName().startsWith("part-")) {
                return file.getPath();
            }
        }
        throw new IOException("Spark left no file in '" + folder + "'");
    }

    private Dataset<Row> frame(ResultTable table) {
        StructType schema = new StructType();
        for (ResultTable.Column column : table.columns()) {
            schema = schema.add(column.name(), type(column.kind()), true);
        }
        List<Row> rows = new ArrayList<>();
        table.rows().forEach(row -> rows.add(RowFactory.create(row.toArray())));
        return session.get().createDataFrame(rows, schema);
    }

    private static DataType type(ResultTable.Kind kind) {
        return switch (kind) {
            case WHOLE -> DataTypes.LongType;
            case REAL -> DataTypes.DoubleType;
            case TEXT -> DataTypes.StringType;
        };
    }
}
