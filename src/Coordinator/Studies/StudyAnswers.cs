namespace Seedbed.Coordinator.Studies;

using Seedbed.Messages;
using Seedbed.Messages.Http;
using Seedbed.Messages.Work;
using static Seedbed.Coordinator.CoordinatorProtocol;

/// <summary>What readers ask of a study's state.</summary>
public static class StudyAnswers
{
    extension(StudyState state)
    {
        /// <summary>
        /// Jobs by cell and seed in the order of the study as last submitted, from position <paramref name="after"/>.
        /// </summary>
        public JobPage Page(long after, int limit)
        {
            if (state.Index is not { } index) return new([], null);

            var seeds = state.Specification.Seeds.Count;
            var end = Math.Min(state.Total, after + limit);
            List<JobRow> rows = [];
            for (var position = after; position < end; position++)
            {
                var (cell, seed) = Math.DivRem(position, seeds);
                rows.Add(state.Row(new(index.CellOf((int)cell), index.SeedOf((int)seed))));
            }

            return new(rows, end < state.Total ? end : null);
        }

        /// <summary>The fence chains of all jobs that ended by themselves, by cell and seed.</summary>
        public CurveKeys CurveKeys(StudyId study, int shards) => new(study, shards,
            [.. from entry in state.Jobs
                let job = entry.Key
                let result = (entry.Value as JobState.Ended)?.Result
                where result is not null && state.Index?.IsActive(job.Cell, job.Seed) == true
                orderby job
                select new CurveKey(job.Cell, job.Seed, entry.Value.History.ChainTo(result.LastBatch))]);

        private JobRow Row(JobKey job)
        {
            var index = state.Index ?? throw new InvalidOperationException("The study was never submitted.");
            var cell = index.Cell(job.Cell).Cell;
            var known = state.Jobs.GetValueOrDefault(job);
            var history = known?.History ?? History.None;
            var ended = known as JobState.Ended;
            var result = ended?.Result;
            return new(
                job.Cell, job.Seed, cell.Config, cell.Ablation, cell.Grid.ToDictionary(), index.Seed(job.Seed),
                state.OutcomeOf(job), result?.DivergedAt, history.Fence, history.Interruptions,
                ended is { Node.Length: > 0 } ? ended.Node : null, result?.Device, result?.Seconds, history.Reasons,
                result?.Finals ?? [], result?.Artifacts ?? [],
                history.ReplayDiffered);
        }
    }
}
