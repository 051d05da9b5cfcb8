package io.fovea.spark;

import io.fovea.FoveaException;
import io.fovea.batch.MachinePark;
import io.fovea.batch.Machines;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * Machines of Apache Spark: those of a cluster, or the cores of this one.
 *
 * <p>Settings are {@code master}, {@code partition} in megabytes, and any of Spark's own, which begin with {@code spark.}.
 */
public final class SparkPark implements MachinePark {
    /** Where a user says nothing, and neither does {@code spark-submit}. */
    private static final String HERE = "local[*]";

    private static final String LOOPBACK = "127.0.0.1";
    private static final double USUAL_MEGABYTES = 16;

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public Machines open(String title, Map<String, String> settings, Consumer<String> tell) {
        SparkJava.require();
        SparkConf conf = conf(title, settings);
        double megabytes =
                settings.containsKey("partition") ? Double.parseDouble(settings.get("partition")) : USUAL_MEGABYTES;
        SparkContext context;
        try {
            context = SparkContext.getOrCreate(conf);
        } catch (Exception e) { // Scala declares no checked ones, and Spark's own is one
            throw new FoveaException(
                    "Spark cannot be had from '" + conf.get("spark.master") + "': " + e.getMessage(), e);
        }
        if (context.uiWebUrl().isDefined()) {
            tell.accept("Spark: " + context.master() + ", progress at "
                    + context.uiWebUrl().get());
        } else {
            tell.accept("Spark: " + context.master());
        }
        return new SparkMachines(context, title, (long) (megabytes * (1 << 20)));
    }

    private static SparkConf conf(String title, Map<String, String> settings) {
        SparkConf conf = new SparkConf();
        settings.forEach((key, value) -> {
            if (key.startsWith("spark.")) {
                conf.set(key, value);
            }
        });
        if (settings.containsKey("master")) {
            conf.setMaster(settings.get("master"));
        }
        conf.setIfMissing("spark.master", HERE);
        conf.setIfMissing("spark.app.name", "Fovea: " + title);
        // What tasks answer is taken from memory as it comes.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        // Classes, and so columns of tables, may be called Cardigan and cardigan.
        conf.setIfMissing("spark.sql.caseSensitive", "true");
        // File names beyond ASCII need a locale that has them; the others as in the launcher.
        conf.setIfMissing("spark.executorEnv.LC_ALL", "C.UTF-8");
        conf.setIfMissing("spark.executorEnv.ORT_DISABLE_TELEMETRY", "1");
        conf.setIfMissing("spark.executorEnv.OPENCV_LOG_LEVEL", "OFF");
        if (conf.get("spark.master").startsWith("local")) {
            stayHere(conf);
            return conf;
        }
        String jar = System.getProperty("fovea.spark.jar", "");
        if (!jar.isEmpty()) {
            conf.setIfMissing("spark.jars", jar);
        }
        if (conf.contains("spark.executor.cores")) {
            // Else ONNX Runtime would take all cores of the machine where an image has an executor to itself.
            String given = conf.get("spark.executor.extraJavaOptions", "");
            conf.set(
                    "spark.executor.extraJavaOptions",
                    (given + " -XX:ActiveProcessorCount=" + conf.get("spark.executor.cores")).strip());
        }
        return conf;
    }

    /** Nothing that listens is to be reached from other machines where none takes part. */
    private static void stayHere(SparkConf conf) {
        conf.setIfMissing("spark.driver.host", LOOPBACK);
        conf.setIfMissing("spark.driver.bindAddress", LOOPBACK);
        // Its pages take longer to start than all the rest, and go by the environment alone.
        conf.setIfMissing("spark.ui.enabled", "false");
    }
}
