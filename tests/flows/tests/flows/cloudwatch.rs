//! CloudWatch: metrics, their data, and alarms alone and together.

use std::slice::from_ref;
use std::time::{Duration, SystemTime};

use sotalia::cloudwatch::types::{ComparisonOperator, MetricDatum, StandardUnit, StateValue, Statistic};
use sotalia::cloudwatch::{Alarm, Metric};
use sotalia::prelude::*;

use crate::scene::{Outcome, Scene, assert_not_found};

/// Makes an alarm of `metric`.
async fn put_alarm(metric: &Metric, name: &str) -> sotalia::Result<Alarm> {
    metric
        .put_alarm(|r| {
            let when = r.comparison_operator(ComparisonOperator::GreaterThanThreshold).threshold(10.0);
            when.evaluation_periods(1).period(60).statistic(Statistic::Sum).alarm_name(name)
        })
        .await
}

pub async fn an_alarm_lives_and_dies(scene: Scene) -> Outcome {
    let cloudwatch = CloudWatch::new(&scene.session);
    let metric = cloudwatch.metric(scene.name("ns"), "Errors");
    let alarm = put_alarm(&metric, &scene.name("a")).await?;
    let data = alarm.load().await?;
    assert_eq!((data.threshold(), data.metric_name()), (Some(10.0), Some("Errors")), "expected what was put");
    assert_eq!(alarm.metric().await?, Some(metric.clone()), "expected the alarm to name its metric");
    let listed: Vec<Alarm> = metric.alarms().try_collect().await?;
    assert_eq!(listed, from_ref(&alarm), "expected the metric to list it");

    alarm.set_state(|r| r.state_value(StateValue::Alarm).state_reason("a test")).await?;
    let data = alarm.load().await?;
    assert_eq!(data.state_value(), Some(&StateValue::Alarm), "expected the state that was set");
    alarm.disable_actions().await?;
    assert_eq!(alarm.load().await?.actions_enabled(), Some(false), "expected no actions");
    alarm.enable_actions().await?;
    assert_eq!(alarm.load().await?.actions_enabled(), Some(true), "expected actions again");

    alarm.delete().await?;
    assert!(!alarm.exists().await?, "expected no alarm after its deletion");
    Ok(())
}

pub async fn an_alarm_has_a_history(scene: Scene) -> Outcome {
    let metric = CloudWatch::new(&scene.session).metric(scene.name("ns"), "Errors");
    let alarm = put_alarm(&metric, &scene.name("a")).await?;
    alarm.set_state(|r| r.state_value(StateValue::Alarm).state_reason("a test")).await?;
    let history = alarm.describe_history().await?;
    let alarms: Vec<_> = history.alarm_history_items().iter().filter_map(|item| item.alarm_name()).collect();
    assert!(alarms.contains(&alarm.name()), "expected entries of this alarm, got {history:?}");
    alarm.delete().await?;
    Ok(())
}

pub async fn a_missing_alarm_is_not_found(scene: Scene) -> Outcome {
    let cloudwatch = CloudWatch::new(&scene.session);
    let missing = cloudwatch.alarm(scene.name("none"));
    assert_not_found(missing.load().await, "an alarm that was never put");
    assert!(!missing.exists().await?, "expected that it does not exist");
    assert!(missing.load_if_exists().await?.is_none(), "expected no data of it");
    assert_not_found(missing.metric().await, "the metric of an alarm that was never put");
    let missing = cloudwatch.metric(scene.name("ns"), "none");
    assert!(!missing.exists().await?, "expected no metric that has no data");
    Ok(())
}

pub async fn alarms_are_handled_together(scene: Scene) -> Outcome {
    let cloudwatch = CloudWatch::new(&scene.session);
    let metric = cloudwatch.metric(scene.name("ns"), "Errors");
    for index in 0..5 {
        put_alarm(&metric, &scene.name(&format!("a{index}"))).await?;
    }
    let prefix = scene.name("a");
    let all = cloudwatch.alarms().filter(|r| r.alarm_name_prefix(&prefix));
    assert_eq!(all.count().await?, 5, "expected all alarms of the prefix");
    assert_eq!(all.clone().disable_actions().await?.ok()?, 5, "expected all to be asked");
    let enabled: Vec<_> = all.try_collect::<Vec<Alarm>>().await?;
    let enabled = enabled.iter().filter(|alarm| alarm.data().and_then(|data| data.actions_enabled()) != Some(false));
    assert_eq!(enabled.count(), 0, "expected no alarm with actions");
    assert_eq!(all.clone().delete().await?.ok()?, 5, "expected all to be deleted");
    assert!(all.first().await?.is_none(), "expected none to be left");
    Ok(())
}

pub async fn data_come_back_as_statistics(scene: Scene) -> Outcome {
    let cloudwatch = CloudWatch::new(&scene.session);
    let metric = cloudwatch.metric(scene.name("ns"), "Latency");
    let now = SystemTime::now();
    let mut data = Vec::new();
    for value in [1.0, 2.0, 6.0] {
        let datum = MetricDatum::builder().metric_name("Latency").timestamp(now.into()).unit(StandardUnit::Seconds);
        data.push(datum.value(value).build());
    }
    metric.put_data(|r| r.set_metric_data(Some(data))).await?;

    let minutes = |count: u64| Duration::from_secs(60 * count);
    let statistics = metric
        .get_statistics(|r| {
            let span = r.start_time((now - minutes(10)).into()).end_time((now + minutes(10)).into()).period(3600);
            span.statistics(Statistic::Sum).statistics(Statistic::Maximum).unit(StandardUnit::Seconds)
        })
        .await?;
    let [point] = statistics.datapoints() else { panic!("expected one point, got {statistics:?}") };
    assert_eq!((point.sum(), point.maximum()), (Some(9.0), Some(6.0)), "expected the sum and maximum of what was put");

    let listed: Vec<Metric> = cloudwatch.metrics().filter(|r| r.namespace(scene.name("ns"))).try_collect().await?;
    assert_eq!(listed, from_ref(&metric), "expected the metric in the list of its namespace");
    assert_eq!(metric.load().await?.metric_name(), Some("Latency"), "expected its description");
    Ok(())
}
