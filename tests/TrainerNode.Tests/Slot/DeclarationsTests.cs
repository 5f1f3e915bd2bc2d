namespace Seedbed.TrainerNode.Tests.Slot;

using Seedbed.TrainerNode.Programs.MlpTeacher;
using Seedbed.TrainerNode.Programs.NoOp;
using Seedbed.TrainerNode.Slot;
using Xunit;

public sealed class DeclarationsTests
{
    [Fact]
    public void Packs_of_one_program_share_what_it_declares()
    {
        var declarations = new Declarations();
        var first = declarations.Of(new NoOpProgram().Description, data: null);

        Assert.Same(first, declarations.Of(new NoOpProgram().Description, data: null));
        Assert.NotSame(first, declarations.Of(new MlpTeacherProgram().Description, data: null));
    }
}
