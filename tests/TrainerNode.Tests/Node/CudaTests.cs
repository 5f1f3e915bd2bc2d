namespace Seedbed.TrainerNode.Tests.Node;

using Seedbed.Messages.Work;
using Seedbed.TrainerNode.Node.Devices;
using Xunit;

public class CudaTests
{
    private static readonly Device First = new("cuda:0", "NVIDIA A100-SXM4-40GB");
    private static readonly Device Second = new("cuda:1", "NVIDIA L4");

    [Fact]
    public void What_is_printed_is_read_again() =>
        Assert.Equal([First, Second], CudaDevices.Parse(CudaDevices.Print([First, Second])));

    [Theory]
    [InlineData("")]
    [InlineData("cuda:0")]
    [InlineData("cuda:0\t")]
    [InlineData("cuda:\tNVIDIA L4")]
    [InlineData("cuda:-1\tNVIDIA L4")]
    [InlineData("cuda:first\tNVIDIA L4")]
    [InlineData("cuda:0\tNVIDIA L4\t24 GB")]
    [InlineData("Unable to determine the device handle for GPU0000:01:00.0: Unknown Error")]
    public void A_line_of_another_form_is_no_device(string line) =>
        Assert.Equal([Second], CudaDevices.Parse($"{line}\r\n{CudaDevices.Print([Second])}"));

    [Theory]
    [InlineData(0, "")]
    [InlineData(0, "chatter\n")]
    [InlineData(134, "cuda:0\tNVIDIA L4\n")]
    public void Where_there_is_none_the_reason_and_the_ways_out_are_told(int exitCode, string output)
    {
        var refusal = Assert.Throws<InvalidOperationException>(
            () => CudaDevices.Found(exitCode, output, "libcudart.so.12: cannot open shared object file\n"));

        Assert.Equal(
            "No CUDA device was found; '--device cpu' trains on the CPU, and CUDA needs a build with -p:Torch=cuda. "
            + "libcudart.so.12: cannot open shared object file",
            refusal.Message);
    }

    [Theory]
    [InlineData(null, "cuda:0 cuda:1")]
    [InlineData(1, "cuda:0")]
    [InlineData(5, "cuda:0 cuda:1 cuda:0 cuda:1 cuda:0")]
    public void Slots_go_round_the_devices(int? wanted, string expected) => Assert.Equal(
        expected, string.Join(' ', SlotDevices.Assign([First, Second], wanted).Select(device => device.Name)));

    [Fact]
    public void No_slot_is_bound_where_there_is_no_device() =>
        Assert.Throws<InvalidOperationException>(() => SlotDevices.Assign([], 2));

    [Theory]
    [InlineData(null, 2, "A100|L4")]
    [InlineData("1,0", 2, "L4|A100")]
    [InlineData(" 1 ", 1, "L4")]
    [InlineData("GPU-8932f937-d72c-4106-c12f-20bd9faed9f6", 1, CudaKinds.Unknown)]
    [InlineData("1,2", 1, CudaKinds.Unknown)]
    [InlineData("0,7", 2, CudaKinds.Unknown + "|" + CudaKinds.Unknown)]
    [InlineData("", 0, "")]
    public void Kinds_follow_the_numbers_of_CUDA_VISIBLE_DEVICES(string? visible, int count, string expected) =>
        Assert.Equal(expected, string.Join('|', CudaKinds.Of(["A100", "L4"], visible, count)));

    [Fact]
    public void Equal_GPUs_need_no_numbers() =>
        Assert.Equal(["L4", "L4"], CudaKinds.Of(["L4", "L4", "L4"], "GPU-8932f937,GPU-1e5a0d2c", 2));

    [Fact]
    public void A_machine_without_the_drivers_folder_knows_no_kind() =>
        Assert.Equal([CudaKinds.Unknown], CudaKinds.Of([], null, 1));

    // Labels and blanks as in /proc/driver/nvidia/gpus/*/information.
    [Fact]
    public void The_driver_names_the_model() => Assert.Equal("NVIDIA H100 80GB HBM3", CudaDevices.KindIn(
        ["Model: \t\t NVIDIA H100 80GB HBM3", "IRQ:   \t\t 183", "GPU UUID: \t GPU-8932f937"]));
}
