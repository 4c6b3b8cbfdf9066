using Microsoft.Extensions.DependencyInjection;
using TungNgo.Exchange.Keys;

namespace TungNgo.Tests.Exchange;

/// <summary>Programs with a key of their own.</summary>
internal static class Programs
{
    public static async Task<(Guid Id, HttpClient Client)> ProgramAsync(this TestServer server, Guid areaId, int perMinute = 600, DateOnly? until = null)
    {
        var (id, secret) = (Guid.CreateVersion7(), KeyBook.NewSecret());
        await server.WriteAsync((db, write) =>
        {
            db.ApiKeys.Add(new ApiKey
            {
                Id = id, AreaId = areaId, Name = "Bản đồ", Contact = "Sở KH&CN", PerMinute = perMinute, ValidUntil = until ?? new(2099, 1, 1), SecretHash = KeyBook.Hash(secret), MadeAt = write.Now, MadeBy = "Cán bộ",
            });
            write.Changed(TungNgo.Feed.ChangeKind.ApiKey, id);
        });
        return (id, server.Phone(secret));
    }

    public static KeyUses Uses(this TestServer server) => server.Services.GetRequiredService<KeyUses>();
}
