using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;

namespace TungNgo.Tests.CommandLine;

/// <summary>What may keep a server from starting is one sentence and an exit code; what lets it start leaves nothing behind.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tn_start_").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("mysql:Host=nowhere", "names no database")]
    [InlineData("postgres:Nonsense=1", "is no connection string")]
    [InlineData("postgres:Host=127.0.0.1;Port=1;Username=x;Database=x", "cannot be reached")]
    [InlineData("sqlite:/proc/none/tungngo.db", "this account may read and write")]
    [InlineData("sqlite:/", "is a folder")]
    public async Task An_address_that_leads_nowhere_is_one_sentence(string database, string says) =>
        AssertOneSentence(await Command.TungNgoAsync("serve", "--database", database, "--urls", "http://127.0.0.1:0"), says);

    [Fact]
    public async Task A_file_that_is_no_database_is_one_sentence_and_stays_as_it_is()
    {
        var file = Path.Combine(folder, "letter.db");
        await File.WriteAllTextAsync(file, new string('ấ', 4000));
        AssertOneSentence(await Command.TungNgoAsync("serve", "--database", $"sqlite:{file}", "--urls", "http://127.0.0.1:0"), "no database at all");
        Assert.Equal(new string('ấ', 4000), await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_one_sentence()
    {
        await using var server = await TestServer.StartAsync();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        AssertOneSentence(await Command.TungNgoAsync("serve", "--database", server.Database, "--urls", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}"), "is taken by another program");
    }

    [Theory]
    [InlineData("--public-url", "https://so.soctrang.gov.vn/tung-ngo")]
    [InlineData("--public-url", "so.soctrang.gov.vn")]
    [InlineData("--urls", "http://127.0.0.1:0/tung-ngo")]
    public async Task An_address_below_a_path_is_refused_with_the_reason(string option, string address)
    {
        var ended = await Command.TungNgoAsync("serve", "--database", $"sqlite:{Path.Combine(folder, "root.db")}", option, address);
        Assert.Equal(1, ended.Code);
        Assert.Contains($"{option} takes an address without a path", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "root.db")));
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_one_sentence()
    {
        await using var server = await TestServer.StartAsync();
        await server.WithDbAsync(db => db.Database.ExecuteSqlRawAsync("INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000000_Later', '99')"));
        AssertOneSentence(await Command.TungNgoAsync("serve", "--database", server.Database, "--urls", "http://127.0.0.1:0"), "newer version");
    }

    [Fact]
    public async Task A_demo_is_served_as_a_demo_only()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WriteAsync((db, write) => db.EnrolmentCodes.Add(new Teams.Phones.EnrolmentCode
        {
            Id = write.NewId(), CodeHash = "x", MemberId = village.MemberId, IssuedBy = "demo", Reusable = true, ExpiresAt = write.Now.AddYears(50),
        }));
        AssertOneSentence(await Command.TungNgoAsync("serve", "--database", server.Database, "--urls", "http://127.0.0.1:0"), "is a demo");
    }

    [Theory]
    [InlineData("recount")]
    [InlineData("user", "list")]
    public async Task A_mistyped_file_is_no_new_database(params string[] verb)
    {
        var file = Path.Combine(folder, "typo.db");
        AssertOneSentence(await Command.TungNgoAsync([.. verb, "--database", $"sqlite:{file}"]), "There is no database at");
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task A_server_watches_no_files_and_when_told_to_end_ends_well()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "looks into /proc");
        await using var other = await TestServer.StartAsync();
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        var start = new ProcessStartInfo(Command.Program, ["serve", "--database", other.Database, "--urls", address.OriginalString]) { WorkingDirectory = folder };
        await using var server = await ServerProcess.StartAsync(start, address);
        var open = Directory.GetFiles($"/proc/{server.Id}/fd").Select(Target).ToList();
        Assert.NotEmpty(open);
        Assert.DoesNotContain(open, f => f.EndsWith("inotify", StringComparison.Ordinal));
        var ended = await server.StopAsync();
        Assert.Equal((0, ""), (ended.Code, ended.Error));
    }

    private static string Target(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, false)?.FullName ?? "";
        }
        catch (FileNotFoundException)
        {
            return "closed meanwhile";
        }
    }

    private static void AssertOneSentence(Ended ended, string says)
    {
        Assert.Equal(1, ended.Code);
        Assert.Contains(says, ended.Error, StringComparison.Ordinal);
        Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain("   at ", ended.Error + ended.Output, StringComparison.Ordinal);
    }
}
