namespace Seedbed.Statistics.Tests.Variance;

using Seedbed.Statistics.Resampling;
using Seedbed.Statistics.Variance;
using Xunit;

public class RandomEffectsTests
{
    private static readonly CrossedDesign FiveByThree = new(["init", "order"], [5, 3]);
    private static readonly CrossedDesign Repeated = new(["init", "order"], [4, 3], repeats: 2);
    private static readonly CrossedDesign ThreeSources = new(["init", "order", "dropout"], [3, 4, 2], repeats: 2);
    private static readonly CrossedDesign FourSources = new(["init", "order", "dropout", "augment"], [2, 3, 2, 2]);

    private static readonly double[] OfFiveByThree =
    [
        0.7229, 0.7026, 0.7223, 0.739, 0.7065, 0.7346, 0.714, 0.7052, 0.7219, 0.6669, 0.6423, 0.67, 0.7362, 0.7137,
        0.7517,
    ];

    private static readonly double[] OfRepeated =
    [
        0.6418, 0.644, 0.6415, 0.652, 0.6717, 0.6876, 0.6483, 0.6666, 0.7172, 0.7339, 0.6674, 0.6852, 0.7294, 0.7125,
        0.7298, 0.7217, 0.7926, 0.7921, 0.6388, 0.6407, 0.7397, 0.7492, 0.7092, 0.6936,
    ];

    private static readonly double[] OfThreeSources =
    [
        0.6789, 0.6883, 0.6692, 0.6506, 0.7036, 0.6816, 0.6568, 0.653, 0.6706, 0.6735, 0.6458, 0.6399, 0.7025, 0.6815,
        0.6366, 0.634, 0.7577, 0.7606, 0.7182, 0.7312, 0.7597, 0.7616, 0.7149, 0.7317, 0.745, 0.7372, 0.6793, 0.6485,
        0.7161, 0.7234, 0.6846, 0.6805, 0.6912, 0.6919, 0.6912, 0.6921, 0.6455, 0.6344, 0.686, 0.6545, 0.6658, 0.6422,
        0.6528, 0.6488, 0.648, 0.6333, 0.6579, 0.6448,
    ];

    private static readonly double[] OfFourSources =
    [
        1.3, 4.71, 2.31, 1.68, 6.86, 7.79, 8.82, 3.47, 4.17, 5.58, 2.03, 4.59, 5.06, 7.69, 2.91, 4.27, 9.58, 7.77, 7.98,
        6.16, 8.64, 7.59, 1.84, 5.25,
    ];

    // R 4.2.2 with lme4 1.1.31: VarCorr and vcov of lmer(y ~ 1 + (1|A) + (1|B)), mean squares of aov(y ~ A + B).
    [Fact]
    public void Without_repeats_components_are_those_of_lme4_and_the_last_one_says_that_it_is_two()
    {
        var effects = RandomEffects.Of(FiveByThree, OfFiveByThree);

        Assert.Equal(["init", "order", "init × order + residual"], effects.Components.Select(c => c.Name));
        Assert.Equal([4, 2, 8], effects.Components.Select(c => c.Freedom));
        Near([0.0025681043333, 0.0009743326667, 0.0000337943333], effects.Components.Select(c => c.MeanSquare), 1e-9);
        Near(
            [8.44769991049e-04, 1.88107666201e-04, 3.37943335272e-05],
            effects.Components.Select(c => c.Estimate), 1e-6);
        Near([0.000233909509179], [effects.MeanVariance], 1e-6);
        Assert.DoesNotContain(effects.Components, component => component.IsTruncated);
    }

    // R 4.2.2 with lme4 1.1.31: lmer(y ~ 1 + (1|A) + (1|B) + (1|A:B)), aov(y ~ A*B).
    [Fact]
    public void With_repeats_interaction_and_residual_are_two_components_as_in_lme4()
    {
        var effects = RandomEffects.Of(Repeated, OfRepeated);

        Assert.Equal(["init", "order", "init × order", "residual"], effects.Components.Select(c => c.Name));
        Assert.Equal([3, 2, 6, 12], effects.Components.Select(c => c.Freedom));
        Near(
            [1.04762854996e-03, 4.51747254723e-04, 1.00847599792e-03, 8.28004183577e-05],
            effects.Components.Select(c => c.Estimate), 1e-6);
        Near([0.000499979239656], [effects.MeanVariance], 1e-6);
    }

    // R 4.2.2: mean squares of aov(y ~ A*B*C), set to their expectations by hand, as (AB - ABC)/4 for A:B.
    [Fact]
    public void Three_sources_have_all_their_interactions_and_a_negative_estimate_is_truncated_and_said()
    {
        var effects = RandomEffects.Of(ThreeSources, OfThreeSources);

        Assert.Equal(
            [
                "init", "order", "dropout", "init × order", "init × dropout", "order × dropout",
                "init × order × dropout", "residual",
            ],
            effects.Components.Select(c => c.Name));
        Near(
            [
                8.82182291666663e-04, 1.89926875000003e-04, 1.54772916666668e-04, 7.77245833333321e-05,
                4.11689513888892e-04, -2.94125000000029e-06, 9.30556944444431e-05, 1.05083333333333e-04,
            ],
            effects.Components.Select(c => c.Estimate), 1e-9);
        var truncated = Assert.Single(effects.Components, component => component.IsTruncated);
        Assert.Equal(("order × dropout", 0), (truncated.Name, truncated.Variance));
        Assert.Equal(0, truncated.Interval.Lower);
        Assert.True(truncated.Interval.Upper > 0);
    }

    // R 4.2.2: mean squares of aov(y ~ A*B*C*D), set to their expectations by hand.
    [Fact]
    public void Four_sources_have_fifteen_components()
    {
        var components = RandomEffects.Of(FourSources, OfFourSources).Components.ToDictionary(c => c.Name);

        Assert.Equal(15, components.Count);
        Near(
            [1.728233333333332, 0.896916666666665, 0.194416666666667, 0.443816666666667],
            [
                components["init"].Estimate, components["order × augment"].Estimate,
                components["init × order × dropout"].Estimate,
                components["init × order × dropout × augment + residual"].Estimate,
            ],
            1e-12);
        Assert.Equal(8.887716666667, components["order × augment"].MeanSquare, tolerance: 1e-11);
    }

    [Fact]
    public void One_source_has_the_variance_of_its_values()
    {
        // Python 3.11: statistics.variance([1, 2, 4, 8]).
        var component = Assert.Single(RandomEffects.Of(new(["init"], [4]), [1, 2, 4, 8]).Components);

        Assert.Equal(("init + residual", 9.583333333333334), (component.Name, component.Estimate));
    }

    [Fact]
    public void The_interval_of_the_residual_is_the_chi_square_interval()
    {
        // scipy 1.10.1: 8 * 3.37943333e-05 / scipy.stats.chi2.ppf([.975, .025], 8).
        var residual = RandomEffects.Of(FiveByThree, OfFiveByThree, draws: 40_000).Components[^1].Interval;

        Assert.Equal(1.541806e-05, residual.Lower, tolerance: 0.03 * 1.541806e-05);
        Assert.Equal(1.240290e-04, residual.Upper, tolerance: 0.03 * 1.240290e-04);
    }

    [Fact]
    public void The_next_level_goes_where_a_job_reduces_most()
    {
        var effects = RandomEffects.Of(FiveByThree, OfFiveByThree);

        // By hand: a sixth init takes 3 jobs and makes init/5 init/6, a fourth order takes 5 jobs.
        var (init, order, both) =
            (effects.Components[0].Variance, effects.Components[1].Variance, effects.Components[2].Variance);
        Assert.Equal(["init", "order"], effects.Gains.Select(gain => gain.Source));
        Assert.Equal([3, 5], effects.Gains.Select(gain => gain.Jobs));
        Near(
            [init / 5 - init / 6 + both / 15 - both / 18, order / 3 - order / 4 + both / 15 - both / 20],
            effects.Gains.Select(gain => gain.Reduction), 1e-9);
        Assert.Equal("init", effects.Recommended!.Source);
    }

    [Fact]
    public void One_more_repeat_is_weighed_where_there_are_repeats()
    {
        var gain = Assert.Single(
            RandomEffects.Of(Repeated, OfRepeated).Gains, gain => gain.Source == LevelGain.Repeats);

        Assert.Equal(12, gain.Jobs);
        Assert.Equal(8.28004166666667e-05 / 12 * (1.0 / 2 - 1.0 / 3), gain.Reduction, tolerance: 1e-14);
    }

    [Fact]
    public void Values_that_are_all_equal_have_no_variance_and_nothing_is_recommended()
    {
        var effects = RandomEffects.Of(Repeated, [.. Enumerable.Repeat(0.1, 24)]);

        Assert.All(effects.Components, component =>
        {
            Assert.Equal(0, component.Estimate);
            Assert.Equal(new Interval(0, 0), component.Interval);
        });
        Assert.Null(effects.Recommended);
        Assert.Equal(0.1, effects.Mean);
    }

    [Fact]
    public void One_seed_gives_the_same_intervals_and_another_seed_others()
    {
        var one = RandomEffects.Of(FiveByThree, OfFiveByThree, seed: 1).Components;

        Assert.Equal(one, RandomEffects.Of(FiveByThree, OfFiveByThree, seed: 1).Components);
        Assert.NotEqual(one, RandomEffects.Of(FiveByThree, OfFiveByThree, seed: 2).Components);
    }

    [Fact]
    public void Intervals_hold_their_components_about_as_often_as_they_say()
    {
        const int Runs = 400;
        double[] truth = [4, 1, 0.25];                               // init, order, both: variances
        var missed = new int[3];
        var chance = new Draws(8);
        var values = new double[15];
        for (var run = 0; run < Runs; run++)
        {
            var orders = new[] { chance.Normal(), chance.Normal(), chance.Normal() };
            for (var init = 0; init < 5; init++)
            {
                var ofInit = 2 * chance.Normal();
                for (var order = 0; order < 3; order++)
                    values[init * 3 + order] = ofInit + orders[order] + 0.5 * chance.Normal();
            }

            var components = RandomEffects.Of(FiveByThree, values, level: 0.1, seed: (ulong)run, draws: 400).Components;
            for (var i = 0; i < 3; i++)
                if (!components[i].Interval.Contains(truth[i])) missed[i]++;
        }

        Assert.All(missed, count => Assert.InRange(count, 20, 62));  // 40 expected; deviation 6
    }

    [Fact]
    public void Drawing_is_cancelled() =>
        Assert.Throws<OperationCanceledException>(() => RandomEffects.Of(
            FiveByThree, OfFiveByThree, cancellation: new CancellationToken(canceled: true)));

    [Fact]
    public void Values_that_do_not_fit_the_design_are_refused()
    {
        Assert.Throws<ArgumentException>(() => RandomEffects.Of(FiveByThree, OfFourSources));
        Assert.Throws<ArgumentException>(() => RandomEffects.Of(FiveByThree, [.. OfFiveByThree[1..], double.NaN]));
    }

    private static void Near(double[] expected, IEnumerable<double> actual, double relative)
    {
        double[] numbers = [.. actual];
        Assert.Equal(expected.Length, numbers.Length);
        Assert.All(expected.Zip(numbers), pair =>
            Assert.Equal(pair.First, pair.Second, tolerance: Math.Abs(pair.First) * relative));
    }
}
