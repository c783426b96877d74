package dev.muster.extension.boot;

import dev.muster.extension.metrics.CacheGauge;
import dev.muster.extension.metrics.MeshGauges;
import dev.muster.extension.node.Node;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.ArrayList;
import java.util.List;

/**
 * The web side of Muster: joins the cluster when the web application starts, where its data sources can be looked up, and
 * leaves it when the application stops. Made by the web container.
 */
public class ApplicationListener implements ServletContextListener {

    private final List<Runnable> withdrawals = new ArrayList<>();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Boot boot = boot();
        boot.contextPath(context.getContextPath());
        if (boot.isMember()) {
            showFigures(boot.node(), context.getClassLoader(), boot.clusterName(context.getContextPath()));
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        withdrawals.forEach(Runnable::run);
        boot().stop();
    }

    private void showFigures(Node node, ClassLoader application, String cluster) {
        BeanManager beans = CDI.current().getBeanManager();
        if (MeshGauges.isPossible(application)) {
            withdrawals.add(MeshGauges.show(beans, cluster));
        }
        if (node.roomCache().isPresent() && CacheGauge.isPossible(application)) {
            withdrawals.add(
                    CacheGauge.show(beans, cluster, () -> node.roomCache().orElseThrow()));
        }
    }

    private static Boot boot() {
        return CDI.current()
                .getBeanManager()
                .getExtension(MusterExtension.class)
                .boot();
    }
}
