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
    [InlineData("STOP.", true)]
    [InlineData("Dừng lại!", true)]
    [InlineData("dạ cho tui xin ngừng nhận tin nhắn nha", true)]
    [InlineData("Đừng gửi nữa.", true)]
    [InlineData("dung gui nua", true)]
    [InlineData("Không muốn nhận tin nữa ạ", true)]
    [InlineData("Huỷ đăng ký 🙏", true)]
    [InlineData("សូមឈប់ផ្ញើសារមកទៀត។", true)]
    [InlineData("កុំ\u200bផ្ញើ ទៀត!", true)]
    [InlineData("មិនចង់ទទួលទេ", true)]
    [InlineData("đúng", false)]
    [InlineData("dùng", false)]
    [InlineData("đúng rồi ạ", false)]
    [InlineData("dừng app VNeID sao chú?", false)]
    [InlineData("nước mặn đã ngừng chưa", false)]
    [InlineData("ឈប់ភ្លៀងហើយឬនៅ", false)]
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

    [Theory]
    [InlineData("dung ạ")]
    [InlineData("dung a")]
    [InlineData("thôi")]
    [InlineData("phiền quá!")]
    public async Task Where_the_words_leave_a_doubt_the_person_is_asked_once_and_nothing_is_stopped(string text)
    {
        await using var server = await TestServer.StartAsync();
        Assert.Contains("DUNG", await SayAsync(server, text), StringComparison.Ordinal);
        // An answer in a talk is for whoever asked.
        Assert.Null(await SayAsync(server, text, inTalk: true));
        Assert.Equal(0, await server.WithDbAsync(db => db.OptOuts.CountAsync()));
    }

    [Fact]
    public async Task Following_ends_the_same_in_whatever_order_its_events_come()
    {
        await using var server = await TestServer.StartAsync();
        var began = new DateTime(2024, 9, 20, 3, 0, 0, DateTimeKind.Utc);
        PersonEvent[] events =
        [
            new PersonEvent.Followed(ContactKind.Zalo, "", began), new PersonEvent.Left(ContactKind.Zalo, "", began.AddMinutes(2)), new PersonEvent.Said(ContactKind.Zalo, "", began.AddMinutes(3), "k", "chào"),
            new PersonEvent.Followed(ContactKind.Zalo, "", began),
        ];
        var ends = new HashSet<(bool, DateTime?, DateTime?)>();
        foreach (var (order, i) in Orders(events).Select((o, i) => (o, i)))
        {
            await using var scope = server.Services.CreateAsyncScope();
            await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
            ContactPoint contact = null!;
            foreach (var what in order)
            {
                contact = await scope.ServiceProvider.GetRequiredService<ContactEvents>().ApplyAsync(what with { Address = $"{i}" }, write, CancellationToken.None);
            }

            ends.Add((contact.Follows, contact.FollowsAt, contact.LastInteractionAt));
        }

        Assert.Equal([(false, began.AddMinutes(2), began.AddMinutes(3))], ends);
    }

    private static IEnumerable<PersonEvent[]> Orders(PersonEvent[] all) =>
        all.Length <= 1 ? [all] : all.SelectMany((e, i) => Orders([.. all[..i], .. all[(i + 1)..]]).Select(rest => (PersonEvent[])[e, .. rest]));

    private static async Task<string?> SayAsync(TestServer server, string text, bool inTalk = false)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var said = new PersonEvent.Said(ContactKind.Zalo, Farmer, write.Now, text, text);
        var reply = await scope.ServiceProvider.GetRequiredService<RefusalWords>().TakeAsync(write, said, "vi", inTalk, CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
        return reply;
    }
}
