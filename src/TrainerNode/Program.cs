Console.Error.WriteLine("seedbed coordinator");
