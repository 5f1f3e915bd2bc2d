namespace Seedbed.TrainerNode.Tests.Node;

using Akka.Cluster;
using Seedbed.TrainerNode.Node;
using Xunit;

public sealed class KnownCoordinatorsTests
{
    private static readonly UniqueAddress First = new(new("akka.tcp", "seedbed", "a", 4053), 1);
    private static readonly UniqueAddress Second = new(new("akka.tcp", "seedbed", "b", 4053), 2);

    private readonly KnownCoordinators _known = new();

    [Fact]
    public void A_coordinator_is_replaced_when_another_process_answers_at_its_address()
    {
        Add(First);

        Assert.False(_known.Hear(First.Address, 100));
        Assert.False(_known.Hear(First.Address, 100));
        Assert.True(_known.Hear(First.Address, 101));
        Assert.Empty(_known.Addresses);
    }

    [Fact]
    public void While_another_coordinator_is_there_one_that_is_replaced_is_no_end()
    {
        Add(First, Second);
        _known.Hear(First.Address, 100);
        _known.Hear(Second.Address, 200);

        Assert.False(_known.Hear(First.Address, 101));
        Assert.Equal([Second.Address], _known.Addresses);
        Assert.True(_known.Hear(Second.Address, 201));
    }

    [Fact]
    public void One_that_came_back_into_the_cluster_at_its_old_address_is_known_as_another()
    {
        var again = new UniqueAddress(First.Address, 3);
        Add(First);
        _known.Hear(First.Address, 100);
        Add(again);

        Assert.False(_known.Hear(First.Address, 101));
        Assert.False(_known.Hear(First.Address, 101));
        Assert.True(_known.Remove(again));
    }

    [Fact]
    public void An_answer_from_elsewhere_says_nothing()
    {
        Add(First);

        Assert.False(_known.Hear(Second.Address, 1));
        Assert.False(_known.Hear(Second.Address, 2));
        Assert.Equal([First.Address], _known.Addresses);
    }

    [Fact]
    public void The_last_one_to_leave_is_the_end_and_is_so_once()
    {
        Add(First, Second);

        Assert.False(_known.Remove(First));
        Assert.True(_known.Remove(Second));
        Assert.False(_known.Remove(Second));
    }

    private void Add(params IEnumerable<UniqueAddress> coordinators)
    {
        foreach (var coordinator in coordinators) _known.Add(coordinator);
    }
}
