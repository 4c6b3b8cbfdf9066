using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace TungNgo.Tests;

/// <summary>All that stands as text in any column of any table: for tests that something stands nowhere.</summary>
internal static class StoredTexts
{
    /// <summary>"Table.Column: text" of every text whose digits, written together, hold the number.</summary>
    public static Task<List<string>> HoldingAsync(this TestServer server, string digits) => server.WithDbAsync(async db =>
    {
        var found = new List<string>();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct())
        {
            await using DbCommand command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    if (reader.GetValue(i) is string text && string.Concat(text.Where(char.IsDigit).Select(d => (int)char.GetNumericValue(d))).Contains(digits, StringComparison.Ordinal))
                    {
                        found.Add($"{table}.{reader.GetName(i)}: {text}");
                    }
                }
            }
        }

        await db.Database.CloseConnectionAsync();
        return found;
    });
}
