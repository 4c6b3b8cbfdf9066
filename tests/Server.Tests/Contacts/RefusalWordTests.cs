using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Feed;

namespace TungNgo.Tests.Contacts;

public sealed class RefusalWordTests
{
    private const string Farmer = "7001";

    [Theory]
    [InlineData("DUNG", true)]
    [InlineData(" Dừng ", true)]
    [InlineData("stop", true)]
    [InlineData("ឈប់", true)]
    [InlineData("đúng", false)]
    [InlineData("dùng", false)]
    public async Task A_keyword_stops_messages_and_words_that_only_look_like_it_do_not(string text, bool stops)
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(stops, await SayAsync(server, text) is not null);
        Assert.Equal(stops ? 1 : 0, await server.WithDbAsync(db => db.OptOuts.CountAsync(o => o.Address == Farmer && o.How == "reply")));
        if (stops)
        {
            Assert.NotNull(await SayAsync(server, "NHAN"));
            Assert.Equal(0, await server.WithDbAsync(db => db.OptOuts.CountAsync()));
        }
    }

    private static async Task<string?> SayAsync(TestServer server, string text)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var said = new PersonEvent.Said(ContactKind.Zalo, Farmer, write.Now, text, text);
        var reply = await scope.ServiceProvider.GetRequiredService<RefusalWords>().TakeAsync(write, said, "vi", CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return reply;
    }
}
